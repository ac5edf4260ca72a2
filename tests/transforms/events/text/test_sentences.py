"""Where sentences begin and end, and which lines prove nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.text.sentences import split


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Senate voted. It rained.", 2),
        ("Gen. Smith met Mr. Jones on Feb. 3. They talked.", 2),
        ("J. R. Brown left at 5 p.m. on Friday.", 1),
        ("He lives in the U.S. The weather is fine there.", 2),
        ('"Stop!" he said. "Now."', 2),
        ("One line\nand another", 2),
        ("Prices rose 3.5 percent. Nobody knew why.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert len(cut(text)) == count


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: Putin meets Tillerson", "link"),
        ("READ MORE Putin meets Tillerson", "link"),
        ("Related stories", "link"),
        ("Photo: the two ministers", "link"),
        ("@reporter: talks have begun", "tweet"),
        ("The minister in Paris, via REUTERS", "credit"),
        ("The minister met his counterpart.", "text"),
    ],
)
def test_lines_that_prove_nothing_are_marked(line: str, kind: str) -> None:
    assert [sentence.kind for sentence in split(line)] == [kind]


def test_the_headline_after_a_lone_read_more_is_a_link_too() -> None:
    assert [s.kind for s in split("Read more\nPutin finally meets Tillerson\nThe talks went on.")] == [
        "link",
        "link",
        "text",
    ]


@pytest.mark.parametrize(
    ("text", "dateline", "body"),
    [
        ("PARIS (Reuters) - The minister left.", "Paris", "The minister left."),
        ("CAIRO — Gunmen fled.", "Cairo", "Gunmen fled."),
        ("WASHINGTON, June 5 (Xinhua) -- Talks began.", "Washington", "Talks began."),
        ("The minister left.", None, "The minister left."),
    ],
)
def test_a_dateline_stands_apart(text: str, dateline: str | None, body: str) -> None:
    (sentence,) = split(text)
    assert sentence.dateline == dateline
    assert text[sentence.body : sentence.end] == body


def test_a_long_run_of_marks_is_read_once() -> None:
    """Read from each of its marks, this one would take a day."""
    text = f"The talks went on{'.' * 1_000_000}"
    assert cut(f"{text} They end today.") == [text, "They end today."]
    assert cut(text) == [text]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_sentences_are_in_order_and_leave_out_blanks_alone(text: str) -> None:
    spans = [(s.start, s.end) for s in split(text)]
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())
