"""What a written date states."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.stamps import read_stamp


@pytest.mark.parametrize(
    ("written", "value", "timed", "zoned"),
    [
        ("2024-03-14T18:05:30+01:00", "2024-03-14T17:05:30", True, True),
        ("2024-03-14T18:05:30.123456789Z", "2024-03-14T18:05:30", True, True),
        ("2024-03-14T18:05:30+0530", "2024-03-14T12:35:30", True, True),
        ("2024-03-14 18:05 -03", "2024-03-14T21:05:00", True, True),
        ("2024-03-14 18:05:00 UTC", "2024-03-14T18:05:00", True, True),
        ("20240314T180530Z", "2024-03-14T18:05:30", True, True),
        ("2024-03-14T18:05:30", "2024-03-14T18:05:30", True, False),
        ("2024-03-14", "2024-03-14T00:00:00", False, False),
        ("2024/3/4 08:15", "2024-03-04T08:15:00", True, False),
        ("1710439530", "2024-03-14T18:05:30", True, True),
        ("1710439530000", "2024-03-14T18:05:30", True, True),
        ("Thu, 14 Mar 2024 18:05:30 +0100", "2024-03-14T17:05:30", True, True),
        ("Thu Mar 14 2024 18:05:30 GMT+0100 (Central European Standard Time)", "2024-03-14T17:05:30", True, True),
        ("March 14, 2024", "2024-03-14T00:00:00", False, False),
        ("March 14, 2024 6:05 PM EDT", "2024-03-14T22:05:00", True, True),
        ("14 March 2024, 12:05 a.m.", "2024-03-14T00:05:00", True, False),
        ("Thursday, 14th March 2024", "2024-03-14T00:00:00", False, False),
    ],
)
def test_read(written: str, value: str, timed: bool, zoned: bool) -> None:
    stamp = read_stamp(written)
    assert stamp is not None
    assert (stamp.value.isoformat().removesuffix("+00:00"), stamp.timed, stamp.zoned) == (value, timed, zoned)


@pytest.mark.parametrize("written", [None, "", "yesterday", "04/05/2024", "2024-13-41", "14", "Smarch 3, 2024"])
def test_not_guessed_at(written: str | None) -> None:
    assert read_stamp(written) is None


@given(st.text(max_size=60))
def test_no_text_raises(written: str) -> None:
    stamp = read_stamp(written)
    assert stamp is None or stamp.value.tzinfo is not None


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_every_rfc_3339_instant_reads_back(clock: datetime, minutes: int) -> None:
    written = clock.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    stamp = read_stamp(written.isoformat())
    if stamp is None:  # beyond year 1 or 9999 in UTC
        assert written.year in (1, 9999)
    else:
        assert stamp.value == written
