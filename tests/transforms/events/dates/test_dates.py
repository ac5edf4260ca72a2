"""Date expressions against the days they mean; the cases are files."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from transforms.events import tag
from transforms.events.dates.dates import DateRange, day_of, find_dates, resolve
from transforms.events.text.tokens import Words

DATA = Path(__file__).resolve().parents[3] / "data" / "events"


class _Strings(yaml.SafeLoader):
    """YAML without its own idea of a date: the cases spell dates as texts do."""


_Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag == "tag:yaml.org,2002:null"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(name: str) -> Any:
    """Return a data file with every plain value as a string."""
    return yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=_Strings)  # noqa: S506 - a safe loader, narrowed


def cases() -> list[tuple[str | None, str, str, str]]:
    return [(published, *case) for published, group in load("dates.yaml").items() for case in group]


def show(days: DateRange) -> str:
    start, end = (day.isoformat() if day else "none" for day in (days.start, days.end))
    return f"{start}..{end} {days.precision}"


@pytest.mark.parametrize(("published", "text", "tense", "expected"), cases())
def test_expression_means_these_days(published: str | None, text: str, tense: str, expected: str) -> None:
    found = find_dates(Words(text))
    day = date.fromisoformat(published) if published else None
    assert (show(resolve(found[0], day, tense)) if found else "none") == expected


@pytest.mark.parametrize(("text", "expected"), load("published.yaml"))
def test_day_of_publication(text: str, expected: str | None) -> None:
    day = day_of(text)
    assert (day.isoformat() if day else None) == expected


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_day_at_the_ends_of_the_calendar_is_no_day_of_publication(day: str) -> None:
    assert day_of(day) is None
    assert tag("Kenya thanked Japan for the relief flights next month.", day)


def test_day_of_takes_what_is_a_date_already() -> None:
    assert day_of(date(2017, 5, 10)) == date(2017, 5, 10)
    assert day_of(datetime(2017, 5, 10, 23, tzinfo=timezone.utc)) == date(2017, 5, 10)
    assert day_of(None) is None


@pytest.mark.parametrize(
    ("text", "words", "modifier"),
    [
        ("Shells fell overnight into Sunday.", "overnight into Sunday", False),
        ("They met in the spring of 2014.", "in the spring of 2014", False),
        ("They left the 2015 nuclear deal.", "2015", True),
        ("Wednesday’s talks failed.", "Wednesday", True),
        ("After his May 2017 visit he fell ill.", "May 2017", True),
        ("They met on the 12th of April in Oslo.", "on the 12th of April", False),
        ("In late April, the envoy left.", "In late April", False),
        ("Held since March 3, he was freed.", "since March 3", False),
    ],
)
def test_span_and_whether_it_dates_a_noun(text: str, words: str, modifier: bool) -> None:
    said = Words(text)
    [found] = find_dates(said)
    assert (found.text, found.modifier) == (words, modifier)
    assert text[said.start(found.first) : said.end(found.last - 1)] == words


def test_years_in_a_row() -> None:
    assert [e.text for e in find_dates(Words("Held in 2014, 2015 and 2016."))] == ["in 2014", "2015", "2016"]


def test_several_dates_in_order() -> None:
    found = find_dates(Words("On Monday he said the troops who came in 2015 would leave next month."))
    assert [e.text for e in found] == ["On Monday", "in 2015", "next month"]


# The words of all cases, to be put in any order.
_WORDS = st.sampled_from(sorted({word for _, text, _, _ in cases() for word in Words(text).texts}))


@given(st.lists(_WORDS, max_size=12), st.dates(date(1980, 1, 1), date(2040, 1, 1)), st.sampled_from(["past", "future"]))
def test_any_row_of_date_words_resolves(some: list[str], published: date, tense: str) -> None:
    tokens = Words(" ".join(some))
    last = 0
    for found in find_dates(tokens):
        assert last <= found.first < found.last <= len(tokens)
        last = found.last
        days = resolve(found, published, tense)
        assert days.start is None or days.end is None or days.start <= days.end
        assert days.precision in ("day", "week", "month", "year", "unknown")
