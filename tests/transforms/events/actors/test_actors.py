"""Actors of sentences; the cases are files under tests/data/events/actors, whose first lines say how to write one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.actors.actors import DocumentActors, Mention
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.text.tokens import Words

DATA = Path(__file__).resolve().parents[3] / "data" / "events" / "actors"
GAZETTEER = Gazetteer.load()


@dataclass
class Document:
    """A published day and sentences with the lines expected of them."""

    where: str
    published: date
    sentences: list[tuple[str, list[str]]] = field(default_factory=list)


def documents() -> Iterator[Document]:
    for path in sorted(DATA.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("published "):
                document = Document(f"{path.stem}:{number}", date.fromisoformat(line.split()[1]))
                yield document
            elif line.startswith("> "):
                document.sentences.append((line[2:], []))
            elif line and not line.startswith("#"):
                document.sentences[-1][1].append(" | ".join(cell.strip() for cell in line.split("|")))


def told(mention: Mention) -> str:
    cells = (mention.text, mention.name, mention.country, mention.sector, mention.role, mention.kind)
    return " | ".join(cells)


@pytest.mark.parametrize("document", list(documents()), ids=lambda document: document.where)
def test_who_is_meant(document: Document) -> None:
    actors = DocumentActors(GAZETTEER, document.published)
    for sentence, expected in document.sentences:
        assert [told(mention) for mention in actors.mentions(Words(sentence))] == expected, sentence


def test_a_set_holds_its_members() -> None:
    actors = DocumentActors(GAZETTEER, None)
    actors.mentions(Words("Chile wrote to Bolivia."))
    (both,) = actors.mentions(Words("Both countries denied this."))
    assert [member.country for member in both.members] == ["CHL", "BOL"]


def test_an_entry_says_where_it_comes_from() -> None:
    (mention,) = DocumentActors(GAZETTEER, None).mentions(Words("Nigeria waits."))
    file, _, line = mention.entry.partition(":")
    text = Path("transforms/events/data/en", file).read_text(encoding="utf-8").splitlines()
    assert text[int(line) - 1].startswith("NGA\tNigeria")


WORDS = Words("the US U.S. us Russian's - President Xi of in, and his Kerry Lt. officials Zzz both countries")


@given(st.lists(st.sampled_from(WORDS.texts)))
def test_mentions_are_in_order_apart_and_within(words: list[str]) -> None:
    tokens = Words(" ".join(words))
    found = DocumentActors(GAZETTEER, date(2015, 1, 1)).mentions(tokens)
    assert all(0 <= m.first < m.last <= len(tokens) for m in found)
    assert all(one.last <= other.first for one, other in pairwise(found))


@pytest.mark.shared
def test_countries_and_sectors_of_phrases(shared: Path) -> None:
    """Floors on phrases gathered by others; measured 0.86 and 0.72."""
    country = sector = phrases = sectors = 0
    for line in (shared / "gold/sentences/ngec_actor_cases.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        want = row["expect"]
        if "country" not in want and "cc" not in want:
            continue
        found = DocumentActors(GAZETTEER, day_of(row)).mentions(Words(row["text"]))
        phrases += 1
        country += next((m.country for m in found if m.country), "") == want.get("country", want.get("cc"))
        sectors += "code_1" in want
        sector += "code_1" in want and next((m.sector for m in found if m.sector), "") == want["code_1"]
    assert country / phrases >= 0.84
    assert sector / sectors >= 0.68


def day_of(row: dict[str, object]) -> date:
    arguments = [*list(row["kwargs"].values()), *list(row["args"])]  # type: ignore[attr-defined, call-overload]
    days = [value for value in arguments if isinstance(value, str) and value[:2] == "20" and len(value) == 10]
    return date.fromisoformat(days[0]) if days else date(2023, 1, 1)
