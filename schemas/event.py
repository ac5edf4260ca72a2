"""An event mention: one sentence of one article that tells one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from schemas.columns import column


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of one event; mentions of the same event share `event_id`."""

    mention_id: str = column("Id of this mention.", id=1)
    event_id: str = column("Id shared by all mentions of the event, in all articles.", id=2)
    article_id: str = column("Article that tells it.", id=3)
    revision: int = column("Revision of that article.", id=4)
    url: str = column("Canonical address of the article.", id=5)
    publisher: str | None = column("Publisher of the article.", id=6)
    language: str | None = column("Language of the article.", id=7)
    published_at: datetime | None = column("Publication of the article.", id=8)
    event_type: str = column("PLOVER type, one of 16.", id=9)
    mode: str | None = column("PLOVER mode.", id=10)
    contexts: tuple[str, ...] = column("PLOVER contexts.", id=11)
    cameo_code: str = column("CAMEO code.", id=12)
    quad_class: int = column(
        "PLOVER quad class: 1 verbal, 2 material co-operation, 3 verbal, 4 material conflict.", id=13
    )
    goldstein: float | None = column("Goldstein score of the CAMEO code, -10 to 10.", id=14)
    plover_score: float | None = column("PLOVER score of type and mode, -10 to 10.", id=15)
    is_diplomatic: bool = column("An act between states or international organisations.", id=16)
    source_names: tuple[str, ...] = column("Who acts: names.", id=17)
    source_countries: tuple[str, ...] = column(
        "ISO 3166 alpha-3, or PLOVER's code of a non-state; empty if unknown.", id=18
    )
    source_sectors: tuple[str, ...] = column("PLOVER sectors (GOV, MIL, ...); empty if unknown.", id=19)
    source_roles: tuple[str, ...] = column("Offices held on the day (president, ...); empty if none.", id=20)
    target_names: tuple[str, ...] = column("Towards whom: names.", id=21)
    target_countries: tuple[str, ...] = column("As source_countries.", id=22)
    target_sectors: tuple[str, ...] = column("As source_sectors.", id=23)
    target_roles: tuple[str, ...] = column("As source_roles.", id=24)
    reciprocal: bool = column("Both sides act alike (talks, an agreement, a clash).", id=25)
    scope: str = column("international, domestic or unresolved.", id=26)
    status: str = column("occurred, ongoing, planned, hypothetical or denied.", id=27)
    quoted: bool = column("The act is asserted only inside someone's words.", id=28)
    attributed_to: str | None = column("Whose words.", id=29)
    historical: bool = column("More than about a year before publication.", id=30)
    date_start: date | None = column("First day of the event.", id=31)
    date_end: date | None = column("Last day of the event.", id=32)
    date_precision: str = column("day, week, month, year or unknown.", id=33)
    date_expression: str | None = column("The words the dates were read from.", id=34)
    place: str | None = column("Where it happened.", id=35)
    place_country: str | None = column("ISO 3166 alpha-3 of the place.", id=36)
    latitude: float | None = column("Degrees north.", id=37)
    longitude: float | None = column("Degrees east.", id=38)
    section: str = column("Part of the article: title, lead or text.", id=39)
    sentence: str = column("The sentence that proves it.", id=40)
    sentence_start: int = column("Its first character in that section.", id=41)
    sentence_end: int = column("One past its last character.", id=42)
    trigger: str = column("The words that tell the act.", id=43)
    trigger_start: int = column("Their first character in that section.", id=44)
    trigger_end: int = column("One past their last character.", id=45)
    rule_id: str = column("Rule of the lexicon that saw it.", id=46)
    confidence: float = column("Share of events like this that are right, 0 to 1, as calibrated.", id=47)
    coder_version: str = column("Version of the coder.", id=48)
    lexicon_version: str = column("Version (content hash) of the lexicon and gazetteer.", id=49)
    fetched_at: datetime = column(
        "When the article was fetched; its day is the partition where published_at is null.", id=50
    )
