"""The coder: sections of an article in, coded events out.

Sentence by sentence: tokens, actors, dates, tags, groups, clauses, readings. Then the document as a whole: sides that
"the attack" leaves unsaid, dates told elsewhere, visits that make a meeting one, and ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from transforms.events.actors.actors import DocumentActors
from transforms.events.actors.mentions import Mention
from transforms.events.actors.trimming import trim
from transforms.events.dates.dates import DateExpression
from transforms.events.document.coded import CodedEvent
from transforms.events.document.document import Edition, finish
from transforms.events.document.draft import Draft
from transforms.events.files.overlays import check
from transforms.events.gazetteer.gazetteer import Gazetteer
from transforms.events.layers import Layers
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.lexicon.loading import load as load_lexicon
from transforms.events.reading.matching import Matcher
from transforms.events.reading.prospects import Prospects
from transforms.events.reading.readings import Reading
from transforms.events.reading.sides import Party, Sides
from transforms.events.reading.sites import site_of
from transforms.events.reading.speech import Speech
from transforms.events.reading.speech import speaker as speaking
from transforms.events.reading.standing import asked_for, standing
from transforms.events.reading.timetable import foretell
from transforms.events.reading.trace import Trace
from transforms.events.reading.weak import sided, weak
from transforms.events.syntax import clauses, groups, tagger
from transforms.events.text.sentences import Sentence, split
from transforms.events.text.tokens import Words

CODER_VERSION = "1"
_LONGEST = 250  # tokens; what is longer is a table or a list, and the parse is to stay linear in the text
_INTRODUCTION = 1500  # characters of a text, in which those of its headline are introduced
_SPORT_WORDS = 4
_SPORT_SHARE = 0.01  # of all tokens; articles on sport have 2 to 6 %, others under 0.3 % (measured on 180 bodies)
Speaker = tuple[bool, list[Party]]
INTERNATIONAL = frozenset({"international"})
ALL_SCOPES = frozenset({"international", "domestic", "unresolved"})


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article: its name (title, lead, text) and the span of `text` it is; offsets count in `text`."""

    name: str
    text: str
    start: int = 0
    end: int | None = None


@dataclass(slots=True)
class Coder:
    """Codes documents with one lexicon and one gazetteer; holds no state between documents."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    layers: Layers = field(default_factory=Layers)
    version: str = field(init=False)

    def __post_init__(self) -> None:
        self.version = f"{self.lexicon.version}-{self.gazetteer.version[:12]}"

    @classmethod
    def load(cls, overlays: Sequence[Path] = ()) -> Coder:
        """Return a coder with the lexicon and gazetteer of the package, and before them those of a user's folders.

        Raises ConfigError for a folder or line that cannot be used.
        """
        check(overlays)
        return cls(load_lexicon(overlays), Gazetteer.load(overlays))

    @property
    def remarks(self) -> list[str]:
        """What the user's dictionaries hold that was passed over, one line a file."""
        return [*self.lexicon.remarks, *self.gazetteer.remarks]

    def code(
        self, sections: Iterable[Section], published: date | None, scopes: frozenset[str] = ALL_SCOPES
    ) -> list[CodedEvent]:
        """Return the events of a document in the order they stand, those whose scope is wanted."""
        read = self.sentences(sections, published, narrow=scopes == INTERNATIONAL, light=True)
        events = self._events(read, published, scopes)
        for trace, _ in read:
            trace.lighten()
        return events

    def traced(self, sections: Iterable[Section], published: date | None) -> tuple[list[CodedEvent], list[Trace]]:
        """Return the events of every scope, and of each sentence what was found in it."""
        read = self.sentences(sections, published)
        return self._events(read, published, ALL_SCOPES), [trace for trace, _ in read]

    def _events(
        self, read: Sequence[tuple[Trace, list[Draft]]], published: date | None, scopes: frozenset[str]
    ) -> list[CodedEvent]:
        drafts = [draft for _, found in read for draft in found]
        if len(read) > 1:
            drafts = [draft for draft in drafts if not _too_weak(draft)]
        if _of_sport(read):
            for draft in drafts:
                first, last, rule = draft.reading.first, draft.reading.last, draft.reading.rules[0]
                draft.trace.refuse(first, last, rule, "the document tells of sport")
            drafts = []
        return finish(
            drafts,
            [trace for trace, _ in read],
            Edition(published, self.lexicon, self.layers.fill, self.layers.unsaid, scopes, CODER_VERSION, self.version),
        )

    def sentences(
        self, sections: Iterable[Section], published: date | None, *, narrow: bool = False, light: bool = False
    ) -> list[tuple[Trace, list[Draft]]]:
        """Return for every sentence its trace and what was read in it, before the document has its say.

        `narrow` passes over sentences that cannot have an international event: no actor of a country, no "the attack".
        `light` lets go of the parse of sentences that tell nothing.
        A headline is read after the text that introduces whom it names, and stands before it all the same.
        """
        parts = list(sections)
        discard = self.lexicon.discards.of_document(part.text[part.start : part.end] for part in parts)
        actors = self.layers.actors(self.gazetteer, published)
        titles = [part for part in parts[:-1] if part.name == "title"]
        for title in titles:
            actors.mentions(Words(title.text, title.start, title.end))
        known, told = actors, []
        for part in parts[len(titles) :]:
            for trace, drafts in self._section(part, actors, discard, narrow=narrow):
                told.append((trace, drafts))
                if light and not drafts:
                    trace.lighten()
                if titles and known is actors and part is parts[-1] and trace.start - part.start > _INTRODUCTION:
                    known = actors.copy()
        return [found for title in titles for found in self._section(title, known, discard, narrow=narrow)] + told

    def _section(
        self, section: Section, actors: DocumentActors, discard: str, *, narrow: bool
    ) -> Iterator[tuple[Trace, list[Draft]]]:
        speech = Speech()
        for sentence in split(section.text, section.start, section.end):
            if sentence.kind == "text":
                trace = Trace(section.name, section.text[sentence.start : sentence.end], sentence.start)
                where = discard or self.lexicon.discards.of_sentence(trace.text)
                if where:
                    trace.discard(Words(section.text, sentence.start, sentence.end), where)
                    yield trace, []
                else:
                    yield trace, self._sentence(section, sentence, actors, trace, speech, narrow=narrow)

    def _sentence(
        self,
        section: Section,
        sentence: Sentence,
        actors: DocumentActors,
        trace: Trace,
        speech: Speech,
        *,
        narrow: bool,
    ) -> list[Draft]:
        said = Words(section.text, sentence.body, sentence.end)
        if not said:
            return []
        mentions = trim(said, actors.mentions(said), self.lexicon)
        trace.words, trace.length, trace.mentions = said, len(said), mentions
        trace.opens = _opens_paragraph(section.text, sentence.start)
        speaker = speech.enter(said.texts, fresh=trace.opens)
        words = said.present
        sports = self.lexicon.sports
        trace.sport = 0 if words.isdisjoint(sports) else sum(word in sports for word in said.lower)
        if said.texts[-1] == "?" or len(said) > _LONGEST or not self.lexicon.hints.among(words):
            return []
        if (
            narrow
            and not any(m.country or m.members for m in mentions)
            and words.isdisjoint(self.lexicon.hints.standing)
        ):
            return []
        times = trace.times
        tags = tagger.tag(said, mentions, [(time.first, time.last, time.modifier) for time in times], self.lexicon)
        trace.tags = tags
        matcher, sides = Matcher(said, tags, self.lexicon), Sides(said, section.text, self.lexicon)
        parse = partial(self._parse, said, tags, mentions)
        if narrow and (speech.authors or "we" not in words):
            prospects = Prospects(matcher)
            if not prospects.any(mentions, speaker):
                if prospects.reports():
                    speech.note(lambda: speaking(parse(), sides, self.lexicon.reports))
                return []
        return self._read(section, sentence, matcher, sides, times, parse(), trace, speech, speaker, narrow=narrow)

    def _parse(self, tokens: Words, tags: str, mentions: Sequence[Mention]) -> list[clauses.Clause]:
        return self.layers.clauses(groups.cut(tokens, tags, mentions, self.lexicon), self.lexicon)

    def _read(
        self,
        section: Section,
        sentence: Sentence,
        matcher: Matcher,
        sides: Sides,
        times: Sequence[DateExpression],
        built: list[clauses.Clause],
        trace: Trace,
        speech: Speech,
        speaker: list[Party],
        *,
        narrow: bool,
    ) -> list[Draft]:
        foretell(built, times)
        reader = self.layers.reader(built, matcher, sides, self.lexicon, speaker)
        speech.leave(built, sides, self.lexicon.reports)
        trace.reader = reader
        readings = [*reader.readings()]
        readings += standing(reader, built)
        readings += asked_for(reader, built)
        if not narrow and not any(map(sided, readings)) and (last := weak(reader, readings)) is not None:
            readings.append(last)
        known = (bool(speaker), speaker or speech.authors)
        near = frozenset([mention.country for mention in trace.mentions if mention.country])
        for reading in readings:
            reading.near = near
        return [
            Draft(
                reading,
                section.name,
                section.text,
                sentence,
                matcher.tokens,
                times,
                built,
                trace,
                *(_speaker(reading, built, sides, self.lexicon.reports) or known),
                site_of(reading, sides),
            )
            for reading in readings
        ]


def _too_weak(draft: Draft) -> bool:
    """Weak evidence counts where nothing else is asked about, in a text of one sentence."""
    if draft.reading.weak:
        draft.trace.refuse(draft.reading.first, draft.reading.last, draft.reading.rules[0], "weak evidence")
    return draft.reading.weak


def _speaker(
    reading: Reading, built: Sequence[clauses.Clause], sides: Sides, reports: frozenset[str]
) -> Speaker | None:
    """Whose words an act is told in: "X said that ...", "..., X said", "according to X"; and whether it is told so."""
    clause: clauses.Clause | None = reading.clause
    while clause is not None and clause.parent is not None:
        above = clause.parent
        if clause.kind in ("comp", "main") and above.verb is not None and above.verb.lemma in reports:
            return True, sides.of(above.subject)
        clause = above
    for clause in built:
        if clause.kind == "report" and clause is not reading.clause:
            return True, sides.of(clause.subject)
        for phrase in (*clause.phrases, *clause.before):
            if phrase.prep == "according to":
                return True, sides.of(phrase)
    return None


def _of_sport(read: Sequence[tuple[Trace, list[Draft]]]) -> bool:
    """Whether a document tells of sport, where beating and meeting are no events of ours."""
    words = sum(trace.sport for trace, _ in read)
    return words >= _SPORT_WORDS and words >= _SPORT_SHARE * sum(trace.length for trace, _ in read)


def _opens_paragraph(text: str, start: int) -> bool:
    return start == 0 or "\n" in text[max(0, start - 3) : start]
