"""Tokens: what a text is cut into, and where each piece stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transforms.events.text.tokens import Words

# Pieces whose ends touch: clitics, marks, numbers, letters of other scripts, blanks of several kinds.
PIECES = st.sampled_from(
    [
        "don't",
        "Togo's",
        "O\u2019Brien",
        "U.S.",
        "-led",
        "10:30am",
        "1,200",
        "\u00e9t\u00e9",
        "x",
        "'",
        '."',
        "\u2014",
        "5th",
        " ",
        "\n",
        "\u00a0",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_tokens_stand_in_order_and_leave_out_blanks_alone(text: str) -> None:
    end, left = 0, ""
    words = Words(text)
    for at, word in enumerate(words.texts):
        assert text[words.start(at) : words.end(at)] == word
        assert words.lower[at] == word.lower()
        left += text[end : words.start(at)]
        end = words.end(at)
    assert not (left + text[end:]).strip()


def test_offsets_count_in_the_whole_text() -> None:
    text = "Lome. Togo's envoy left. More."
    words = Words(text, 6, 24)
    assert words.texts == ["Togo", "'s", "envoy", "left", "."]
    assert [words.start(at) for at in range(len(words))] == [6, 10, 13, 19, 23]


def test_words_are_set_apart_as_in_the_text() -> None:
    words = Words("The  Chad-based\nenvoy's man")
    assert words.between(0, 6) == "The Chad-based envoy's"
    assert [at for at in range(1, len(words)) if words.joined(at)] == [2, 3, 5]


def test_keys_are_without_accents() -> None:
    assert Words("C\u00f4te d\u2019Ivoire").keys() == ["cote", "d'ivoire"]
