"""The examples of docs/coding-method.md, each run by the part of the coder it shows.

A block names what it shows and the day of publication, then comes a text, then what is made of it, a line with `- `
each. `python -m tests.test_method` prints the page with its examples as they come out now.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transforms.events.actors.actors import DocumentActors
from transforms.events.actors.mentions import Mention
from transforms.events.actors.trimming import trim
from transforms.events.api import coder, sections_of_text
from transforms.events.coder import Coder
from transforms.events.dates.dates import find_dates, resolve
from transforms.events.document.coded import CodedEvent
from transforms.events.explain import RULES
from transforms.events.files.lines import line_at
from transforms.events.reading.sides import Party
from transforms.events.syntax import clauses, groups, tagger
from transforms.events.syntax.groups import NounGroup
from transforms.events.text.sentences import split
from transforms.events.text.tokens import Words

PAGE = ROOT / "docs/coding-method.md"
BLOCK = re.compile(r"^```(\w+) (\d{4}-\d\d-\d\d)\n(.*?)^```", re.DOTALL | re.MULTILINE)
Show = Callable[[str, date], Iterator[str]]


def words(found: Words, first: int, last: int) -> str:
    return " ".join(found.texts[first:last])


def line_of(where: str) -> str:
    """Return a rule as the page shows it: its table and what the line begins with."""
    table = Path(where.partition(":")[0]).name
    if not table.endswith(".tsv"):
        return where
    first = line_at(where).split("\t")
    return f"{table} {' '.join(first[:2] if table in ('rewrites.tsv', 'operators.tsv') else first[:1])}".strip()


def sentences(text: str, _: date) -> Iterator[str]:
    for section in sections_of_text(text):
        for sentence in split(section.text, section.start, section.end):
            dateline = f" (after the dateline {sentence.dateline})" if sentence.dateline else ""
            yield f"{section.name}, {sentence.kind}: {text[sentence.body : sentence.end]}{dateline}"


def tokens(text: str, _: date) -> Iterator[str]:
    yield " | ".join(Words(text).texts)


def actors(text: str, day: date) -> Iterator[str]:
    known = DocumentActors(coder().gazetteer, day)
    for sentence in split(text):
        for mention in known.mentions(Words(text, sentence.body, sentence.end)):
            yield f"{mention.text}: {', '.join(_meaning(mention))}"


def _meaning(mention: Mention) -> Iterator[str]:
    yield mention.name
    yield from (part for part in (mention.country, mention.sector, mention.role) if part)
    yield f"{mention.kind} ({mention.entry.partition(':')[0]})"


def dates(text: str, day: date) -> Iterator[str]:
    for expression in find_dates(Words(text)):
        for tense in ("past", "future"):
            days = resolve(expression, day, tense)
            yield f"{expression.text} ({tense}): {days.start} to {days.end}, {days.precision}"


@lru_cache(maxsize=32)
def _tagged(text: str, day: date) -> tuple[Words, list[Mention], str]:
    lexicon, found = coder().lexicon, Words(text)
    mentions = trim(found, DocumentActors(coder().gazetteer, day).mentions(found), lexicon)
    times = [(time.first, time.last, time.modifier) for time in find_dates(found)]
    return found, mentions, tagger.tag(found, mentions, times, lexicon)


def tags(text: str, day: date) -> Iterator[str]:
    found, _, letters = _tagged(text, day)
    yield " ".join(f"{word}/{letter}" for word, letter in zip(found.texts, letters, strict=True))


def parts(text: str, day: date) -> Iterator[str]:
    found, mentions, letters = _tagged(text, day)
    lexicon = coder().lexicon
    for clause in clauses.build(groups.cut(found, letters, mentions, lexicon), lexicon):
        said = [f"{clause.kind}{' ' + clause.link if clause.link else ''}"]
        if clause.subject is not None:
            said.append(f"subject {_group(found, clause.subject)}")
        if clause.verb is not None:
            said.append(f"verb {clause.verb.lemma}{' (passive)' if clause.verb.passive else ''}")
        said += [f"object {_group(found, group)}" for group in clause.objects]
        said += [f"{group.prep} {_group(found, group)}" for group in clause.phrases]
        yield "; ".join(said)


def _group(found: Words, group: NounGroup) -> str:
    return " and ".join(words(found, one.first, one.last) for one in (group, *group.coords))


def events(text: str, day: date) -> Iterator[str]:
    yield from told(coder(), text, day)


def told(coder: Coder, text: str, day: date) -> Iterator[str]:
    """Yield the events of a text by a coder, each with its sides, scope, days, place, words and rules."""
    for event in coder.code(sections_of_text(text), day):
        sides = f"{_side(event.source)} {'=' if event.reciprocal else '>'} {_side(event.target)}"
        yield f"{_act(event)}: {sides}; {_rest(event)}"


def _act(event: CodedEvent) -> str:
    mode = f"/{event.mode}" if event.mode else ""
    flags = [word for word in ("quoted", "historical") if getattr(event, word)]
    return " ".join((f"{event.event_type}{mode}", event.status, *flags))


def _side(parties: tuple[Party, ...]) -> str:
    return ", ".join(f"{p.name} ({' '.join(filter(None, (p.country, p.sector)))})" for p in parties) or "nobody"


def _rest(event: CodedEvent) -> str:
    told = f", says {event.attributed_to}" if event.attributed_to else ""
    place = f" in {event.place} ({event.place_country})" if event.place else ""
    days = f" {event.date.start} to {event.date.end}" if event.date.start else ""
    rules = ", ".join(dict.fromkeys(map(line_of, event.rules)))
    return f'{event.scope}{days}{place}; "{event.trigger}"{told}; by {rules}'


def codes(text: str, day: date) -> Iterator[str]:
    for event in coder().code(sections_of_text(text), day):
        coded = f"{event.event_type}/{event.mode or '-'}: CAMEO {event.cameo_code}, quad class {event.quad_class}"
        scores = f"Goldstein {event.goldstein}, PLOVER score {event.plover_score}"
        yield f"{coded}, {scores}, contexts {' '.join(event.contexts) or '-'}"


SHOWS: dict[str, Show] = {
    show.__name__: show for show in (sentences, tokens, actors, dates, tags, parts, events, codes)
}


def cut(body: str) -> tuple[str, list[str]]:
    """Return an example's text, and the lines it says come out."""
    lines = body.splitlines()
    text = "\n".join(line for line in lines if not line.startswith("- ")).strip()
    return text, [line[2:] for line in lines if line.startswith("- ")]


def rendered(block: re.Match[str]) -> str:
    kind, day, body = block.groups()
    text, _ = cut(body)
    made = "".join(f"- {line}\n" for line in SHOWS[kind](text, date.fromisoformat(day)))
    return f"```{kind} {day}\n{text}\n{made}```"


EXAMPLES = list(BLOCK.finditer(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else []


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"{block[1]}: {block[3].splitlines()[0][:50]}")
def test_an_example_comes_out_as_the_page_says(block: re.Match[str]) -> None:
    text, expected = cut(block[3])
    assert list(SHOWS[block[1]](text, date.fromisoformat(block[2]))) == expected


def test_every_part_is_shown() -> None:
    assert {block[1] for block in EXAMPLES} == set(SHOWS)


def test_every_table_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    tables = {path.name for path in (ROOT / "transforms/events/data/en").glob("*.tsv")}
    assert {name for name in tables if f"`{name}`" not in page} == set()


def test_every_rule_of_the_document_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert {rule for rule in RULES if f"`{rule}`" not in page} == set()


if __name__ == "__main__":
    sys.stdout.write(BLOCK.sub(rendered, PAGE.read_text(encoding="utf-8")))
