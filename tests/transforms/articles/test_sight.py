"""Dates for readers, in many spellings."""

from __future__ import annotations

import pytest

from transforms.articles.sight import stamps_in_sight
from transforms.articles.tree import parse_fragment


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("March 14, 2024", "2024-03-14T00:00:00"),
        ("Published on Thu 14 Mar 2024 at 6:05 PM EDT", "2024-03-14T22:05:00"),
        ("jueves 14 de marzo de 2024", "2024-03-14T00:00:00"),
        ("14. März 2024, 18:05 Uhr", "2024-03-14T18:05:00"),
        ("le 1er août 2024", "2024-08-01T00:00:00"),
        ("14 juillet 2024", "2024-07-14T00:00:00"),
        ("14 июня 2024", "2024-06-14T00:00:00"),
        ("14 paź 2024", "2024-10-14T00:00:00"),
        ("14 Ağustos 2024", "2024-08-14T00:00:00"),
        ("14.03.2024", "2024-03-14T00:00:00"),
        ("14/03/2024", "2024-03-14T00:00:00"),
        ("03/14/2024", "2024-03-14T00:00:00"),
        ("2024年3月14日", "2024-03-14T00:00:00"),
        ("2024년 3월 14일", "2024-03-14T00:00:00"),
        ("2024-03-14 18:05", "2024-03-14T18:05:00"),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("room 14, 2024 seats", None),
    ],
)
def test_spellings(line: str, expected: str | None) -> None:
    assert _first(f"<span class='date'>{line}</span>") == expected


def test_a_marked_line_comes_before_a_bare_one_and_that_before_the_address() -> None:
    bare, marked = "<p>13 March 2024</p>", "<p class=published>Updated by the desk on 14 March 2024</p>"
    assert _first(bare + marked) == "2024-03-14T00:00:00"
    assert _first(bare) == "2024-03-13T00:00:00"
    assert _first("", "https://wire.example/2024/03/12/envoys") == "2024-03-12T00:00:00"
    assert _first("", "https://wire.example/news/20240312-envoys") == "2024-03-12T00:00:00"
    assert _first("", "https://wire.example/article/120240312999") is None


def test_a_date_in_a_sentence_is_not_the_pages() -> None:
    assert _first("<p>The treaty of 14 March 2020 was signed by both parties in the capital.</p>") is None


def _first(html: str, url: str = "https://wire.example/a") -> str | None:
    root = parse_fragment(f"<html><body><h1>Talks</h1>{html}</body></html>".encode())
    assert root is not None
    stamp = next(stamps_in_sight(root, url), None)
    return stamp.value.isoformat().removesuffix("+00:00") if stamp else None
