"""What counts as a lead, and in which words."""

from __future__ import annotations

import pytest

from transforms.articles.leads import choose_lead
from transforms.articles.tree import parse_fragment

TITLE = "Envoys meet on the lake"
TEXT = (
    "The envoys of the two lake states met on a ferry on Monday.\nThey spoke about the border and the fishing rights."
)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (["The captain served coffee while the envoys spoke."], "The captain served coffee while the envoys spoke."),
        (["The envoys of the two lake states met on a ferry…"], ""),
        (["The captain served coffee while the env…"], ""),
        (
            ["On deck, the envoys of both states found a …"],
            "On deck, the envoys of both states found a common word for the border.",
        ),
        (["Envoys meet on the lake"], ""),
        (["Breaking news, sport, weather and video from our newsroom."], ""),
        (["Envoys meet."], ""),
        (
            [None, "", "<p>The captain served coffee&nbsp;while the envoys spoke.</p>"],
            "The captain served coffee while the envoys spoke.",
        ),
        (["word " * 200], ""),
    ],
)
def test_choose(candidates: list[str | None], expected: str) -> None:
    shown = "<p>On deck, the envoys of both states found a common word for the border.</p>"
    root = parse_fragment(f"<html><body><div><em>On deck,</em> the envoys</div>{shown}</body></html>".encode())
    assert choose_lead(root, candidates, TITLE, TEXT) == expected


def test_without_a_page_only_whole_descriptions_count() -> None:
    assert choose_lead(None, ["On deck, the envoys of both states found a …"], TITLE, TEXT) == ""
    assert (
        choose_lead(None, ["Coffee was served to the envoys on deck."], TITLE, TEXT)
        == "Coffee was served to the envoys on deck."
    )
