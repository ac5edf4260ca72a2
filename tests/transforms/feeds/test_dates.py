"""Each line of tests/data/feeds/dates.txt is a spelling feeds use and the instant it means."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.date_words import fold, month_of
from transforms.feeds.dates import EARLIEST, FUTURE_SLACK, parse_date

SPECIMENS = Path(__file__).resolve().parents[2] / "data" / "feeds" / "dates.txt"
NOW = datetime(2026, 11, 24, 12, tzinfo=timezone.utc)
LINES = [line.split("|") for line in SPECIMENS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(("spelling", "country", "instant"), LINES)
def test_specimen(spelling: str, country: str, instant: str) -> None:
    read = parse_date(spelling, NOW, country or None)
    assert (read.isoformat() if read else "") == instant


@given(st.datetimes(EARLIEST.replace(tzinfo=None), NOW.replace(tzinfo=None)))
def test_the_formats_of_the_standards_are_read_back(moment: datetime) -> None:
    instant = moment.replace(microsecond=0, tzinfo=timezone.utc)
    assert parse_date(instant.isoformat(), NOW) == instant
    assert parse_date(instant.strftime("%a, %d %b %Y %H:%M:%S +0000"), NOW) == instant
    assert parse_date(instant.strftime("%Y%m%dT%H%M%SZ"), NOW) == instant


@given(st.text(st.sampled_from("0123456789:-+/.,TZ apmJanMayGMT年月"), max_size=40))
def test_no_text_raises_and_nothing_absurd_comes_out(text: str) -> None:
    read = parse_date(text, NOW)
    assert read is None or EARLIEST <= read <= NOW + FUTURE_SLACK


LANGUAGES = "ar az be bg cs da de el en es et fi fr hu id it lv mk nb nl pl pt ro ru sk sl sr sr_Latn sv tr uk"


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_month_names_are_those_of_cldr(language: str) -> None:
    locale = pytest.importorskip("babel").Locale.parse(language)
    names = {
        (fold(name), month)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in locale.months[context][width].items()
    }
    assert {(name, month_of(name)) for name, _ in names} == names
