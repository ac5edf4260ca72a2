"""From an article record to the rows of the events table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from schemas.article import Article
from schemas.event import Event
from schemas.ids import mention_id
from transforms.events.api import sections_of
from transforms.events.coder import Coder
from transforms.events.document.coded import CodedEvent
from transforms.events.reading.sides import Party

#: The coder reads English; an article whose language is not known is tried.
LANGUAGES = frozenset({"en", None})


def article_coder(scopes: frozenset[str], lexicons: Sequence[Path]) -> Callable[[Article], list[Event]]:
    """Return what codes articles one by one: the coder is loaded here, once."""
    coder = Coder.load(lexicons)
    return lambda article: events_of(article, coder, scopes)


def events_of(article: Article, coder: Coder, scopes: frozenset[str]) -> list[Event]:
    """Return the event mentions of an article, in the order they stand; none where it is in another language."""
    if article.language not in LANGUAGES:
        return []
    published = (article.published_at or article.fetched_at).date()
    sections = sections_of(article.title, article.lead, article.text)
    rows = [_row(article, event) for event in coder.code(sections, published, scopes)]
    return list({row.mention_id: row for row in rows}.values())


def _row(article: Article, event: CodedEvent) -> Event:
    return Event(
        mention_id=mention_id(
            article.article_id,
            article.revision,
            event.section,
            event.trigger_start,
            event.event_type,
            "|".join((event.rule_id, *_names(event.source), ">", *_names(event.target))),
        ),
        event_id=event.event_id,
        article_id=article.article_id,
        revision=article.revision,
        url=article.url,
        publisher=article.publisher,
        language=article.language,
        published_at=article.published_at,
        event_type=event.event_type,
        mode=event.mode,
        contexts=event.contexts,
        cameo_code=event.cameo_code,
        quad_class=event.quad_class,
        goldstein=event.goldstein,
        plover_score=event.plover_score,
        is_diplomatic=event.is_diplomatic,
        source_names=_names(event.source),
        source_countries=tuple(party.country for party in event.source),
        source_sectors=tuple(party.sector for party in event.source),
        source_roles=tuple(party.role for party in event.source),
        target_names=_names(event.target),
        target_countries=tuple(party.country for party in event.target),
        target_sectors=tuple(party.sector for party in event.target),
        target_roles=tuple(party.role for party in event.target),
        reciprocal=event.reciprocal,
        scope=event.scope,
        status=event.status,
        quoted=event.quoted,
        attributed_to=event.attributed_to,
        historical=event.historical,
        date_start=event.date.start,
        date_end=event.date.end,
        date_precision=event.date.precision,
        date_expression=event.date.expression,
        place=event.place,
        place_country=event.place_country,
        latitude=event.latitude,
        longitude=event.longitude,
        section=event.section,
        sentence=event.sentence,
        sentence_start=event.start,
        sentence_end=event.end,
        trigger=event.trigger,
        trigger_start=event.trigger_start,
        trigger_end=event.trigger_end,
        rule_id=event.rule_id,
        confidence=event.confidence,
        coder_version=event.coder_version,
        lexicon_version=event.lexicon_version,
        fetched_at=article.fetched_at,
    )


def _names(side: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(party.name for party in side)
