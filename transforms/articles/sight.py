"""The date a reader sees: in the address, or in a short line that is marked as a date or is nothing else.

For pages that state no date to machines, in feeds that give none. Month names are those of fourteen languages of
the news, by their first letters; 03/04/2024 is read only where the order is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from transforms.articles.stamps import Stamp, stamp_of
from transforms.articles.words import tidy

_IN_ADDRESS = re.compile(r"[/=_-](20\d\d|19\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")
_MONTH_STEMS = (
    "jan|ene|gen|sty|oca|янв|січ|led",
    "feb|fév|fev|fév|lut|şub|фев|лют|úno",
    "mar|mär|mrt|maa|мар|бер|bře",
    "apr|avr|abr|kwi|nis|апр|кві|dub",
    "may|mai|maj|mei|mag|maio|май|мая|тра|kvě",
    "jun|juin|giu|cze|haz|июн|чер|čvn",
    "jul|juil|lug|lip|tem|июл|лип",
    "aug|aoû|aou|ago|sie|ağu|авг|сер|srp",
    "sep|set|wrz|eyl|сен|вер|zář",
    "oct|okt|out|ott|paź|eki|окт|жов|říj",
    "nov|kas|ноя",
    "dec|dez|déc|dic|gru|ara|дек|гру|pro",
)
_MONTH = "|".join(f"(?P<m{at}>{stems})" for at, stems in enumerate(_MONTH_STEMS, start=1))
_NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+)?)?\b(?:{_MONTH})[^\W\d_]*\.?"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?:de\s+|del\s+)?(?P<year>\d{4})\b",
    re.I,
)
_NUMBERED = (
    re.compile(r"\b(?P<year>\d{4})[-/.年]\s?(?P<month>\d{1,2})[-/.月]\s?(?P<day>\d{1,2})(?!\d)日?"),
    re.compile(r"\b(?P<year>\d{4})년\s?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일"),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b"),
    re.compile(r"\b(?P<day>1[3-9]|2\d|3[01])[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<month>\d{1,2})[/-](?P<day>1[3-9]|2\d|3[01])[/-](?P<year>\d{4})\b"),
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARK = re.compile(r"date|datum|fecha|publi|posted|time|tagline|byline|meta|info", re.I)
_LINE_TAGS = ("p", "span", "div", "time", "li", "a", "em", "small", "strong", "td", "h4", "h5", "h6", "abbr", "summary")
#: A line that is marked as a date may say a little more; one that is not marked says nothing else.
_MAX_MARKED = 100
_MAX_REST = 30


def stamps_in_sight(root: HtmlElement, url: str) -> Iterator[Stamp]:
    """Yield what may be the date of publication: the lines marked as one, other lines that are dates, the address."""
    bare: list[Stamp] = []
    for element, line in _lines(root):
        found = _in_line(line)
        if found is None:
            continue
        if _MARK.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            yield found[0]
        elif found[1] <= _MAX_REST:
            bare.append(found[0])
    yield from bare
    address = _IN_ADDRESS.search(url)
    if address and (stamp := stamp_of(address[1], address[3], address[4])):
        yield stamp


def _lines(root: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield every short stretch of text with a year, and the element that it stands in."""
    for element in root.iter(*_LINE_TAGS):
        for holder, text in ((element, element.text), (element.getparent(), element.tail)):
            if text and _YEAR.search(text) and len(line := tidy(text)) <= _MAX_MARKED:
                yield holder, line


def _in_line(line: str) -> tuple[Stamp, int] | None:
    """Return the first date in a line and how many characters stand beside it."""
    for match in filter(None, (pattern.search(line) for pattern in (*_NUMBERED, _NAMED))):
        stamp = _read(match, line)
        if stamp is not None:
            return stamp, len(line) - len(match[0])
    return None


def _read(match: re.Match[str], line: str) -> Stamp | None:
    groups = match.groupdict()
    month = groups.get("month") or next((at for at in range(1, 13) if groups.get(f"m{at}")), None)
    day = groups.get("day") or groups.get("after")
    if month is None or day is None:
        return None
    return stamp_of(groups["year"], month, day, line[match.end() :])
