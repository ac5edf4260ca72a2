"""Languages told by script and function words; one sentence of our own for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from transforms.articles.language import detect, normalise

SENTENCES = Path(__file__).parents[2] / "data" / "articles" / "languages.tsv"


@pytest.mark.parametrize("line", SENTENCES.read_text(encoding="utf-8").splitlines())
def test_detect(line: str) -> None:
    code, sentence = line.split("\t")
    assert detect(sentence) == code


@pytest.mark.parametrize("text", ["", "1234 5678", "Lorem ipsum dolor", "Berlin Paris Roma Madrid"])
def test_no_language(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        ("NB", "no"),
        ("iw", "he"),
        ("zh-Hans-CN", "zh"),
        ("English", None),
        (None, None),
        ("", None),
    ],
)
def test_normalise(code: str | None, expected: str | None) -> None:
    assert normalise(code) == expected
