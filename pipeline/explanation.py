"""An explanation for a person: coloured on a terminal, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from pipeline.subjects import Subject
from pipeline.terminal import Terminal
from transforms.events.document.coded import CodedEvent
from transforms.events.explain import Actor, Explained, Rule, Words
from transforms.events.gazetteer.offices import Office
from transforms.events.reading.sides import Party

_LABEL = 9  # columns of the labels on the left
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\N{REPLACEMENT CHARACTER}")


def show(subject: Subject, sentences: Sequence[Explained]) -> None:
    """Print a document's explanation, and what it comes to."""
    console = Terminal()
    day = f", published {subject.published}" if subject.published else ", of no known day"
    console.print(Text(f"{subject.name}{day}", style="bold"))
    for row in subject.recorded:
        console.print(Text(f"recorded as {row.event_type} in {row.mention_id}, lexicon {row.lexicon_version}"))
    for sentence in sentences:
        console.print()
        for line in lines(sentence):
            console.print(_harmless(line))
    console.print()
    console.print(Text(_conclusion(sentences), style="dim"))


def _harmless(line: Text) -> Text:
    """Return a line whose control characters no terminal obeys: the text is a stranger's."""
    line.plain = line.plain.translate(_CONTROLS)
    return line


def _conclusion(sentences: Sequence[Explained]) -> str:
    events, refused = (sum(len(getattr(one, name)) for one in sentences) for name in ("events", "refused"))
    counted = (_counted(len(sentences), "sentence"), _counted(events, "event"), _counted(refused, "candidate"))
    return f"{', '.join(counted)} refused"


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def lines(sentence: Explained) -> Iterator[Text]:
    """Yield the lines that explain one sentence."""
    yield Text.assemble((f"{sentence.section} {sentence.start}-{sentence.end}  ", "dim"), (sentence.text, "bold"))
    if sentence.skipped:
        yield _line("not read", Text(sentence.skipped, style="yellow"))
    for actor in sentence.actors:
        yield _line("actor", _actor(actor))
    for words in sentence.words:
        yield _line("words", _words(words))
    for event, rules in sentence.events:
        yield from _event(event, rules)
    for refused in sentence.refused:
        span = f'"{refused.text}" {refused.start}-{refused.end}'
        yield _line("refused", Text.assemble((span, "red"), f": {refused.reason}", (f"  {refused.where}", "dim")))


def _line(label: str, text: Text) -> Text:
    return Text.assemble("  ", (label.ljust(_LABEL), "cyan"), text)


def _actor(actor: Actor) -> Text:
    what = ", ".join(part for part in (actor.country, actor.sector, actor.role, actor.kind) if part)
    known = actor.entry if actor.known_from in ("", actor.entry) else f"{actor.entry}, known from {actor.known_from}"
    return Text.assemble(
        f'"{actor.text}" {actor.start}-{actor.end} = ',
        (actor.name, "green"),
        f" ({what})",
        _terms(actor),
        (f"  {known}", "dim"),
    )


def _terms(actor: Actor) -> str:
    """The office held on the day with its dates; else all that the entry lists."""
    offices = (actor.held,) if actor.held else actor.offices
    return "".join(f"; {_term(office)}" for office in offices)


def _term(office: Office) -> str:
    return f"{office.role} {office.start}..{office.end if office.end != '9999' else ''}"


def _words(words: Words) -> Text:
    style = "green" if words.used else "dim"
    return Text.assemble(
        (f'"{words.text}" {words.start}-{words.end}', style),
        f": {words.kind} {words.says}",
        (f"  {words.where}", "dim"),
    )


def _event(event: CodedEvent, rules: Sequence[Rule]) -> Iterator[Text]:
    kind = " ".join(part for part in (event.event_type, event.mode) if part)
    arrow = "<->" if event.reciprocal else "->"
    sides = f"{_side(event.source)} {arrow} {_side(event.target)}"
    yield _line("event", Text.assemble((kind, "bold magenta"), f" {event.status}: {sides}"))
    told = (
        _when(event),
        _where(event),
        _scope(event),
        f"confidence {event.confidence:.2f}",
        f"CAMEO {event.cameo_code}",
    )
    yield _line("", Text("; ".join(part for part in told if part)))
    if event.quoted or event.attributed_to:
        yield _line("", Text(f"told in the words of {event.attributed_to or 'someone unnamed'}"))
    for rule in rules:
        yield _line("", Text.assemble("because ", rule.says, (f"  {rule.where}", "dim")))


def _side(side: Sequence[Party]) -> str:
    named = (f"{party.name} ({party.country or '?'})" for party in side)
    return " and ".join(named) or "someone unnamed"


def _when(event: CodedEvent) -> str:
    days = event.date
    if days.start is None:
        return "on no known day"
    span = f"{days.start}" if days.start == days.end else f"{days.start} to {days.end}"
    return f'{span}, from "{days.expression}"' if days.expression else f"{span}, by the tense and the publication"


def _scope(event: CodedEvent) -> str:
    return event.scope if event.scope == "international" else f"{event.scope} (in a lake only by --scope)"


def _where(event: CodedEvent) -> str:
    country = f" ({event.place_country})" if event.place_country else ""
    return f"in {event.place}{country}" if event.place else ""
