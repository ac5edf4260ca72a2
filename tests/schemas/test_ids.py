"""Ids: the same thing has the same id, and different things do not."""

from __future__ import annotations

from datetime import datetime, timezone

from schemas import ids


def event(**changed: object) -> str:
    given = {
        "day": "2017-05-10",
        "sources": ["RUS/Sergey Lavrov"],
        "targets": ["USA/Donald Trump"],
        "event_type": "CONSULT",
        "mode": "visit",
        "reciprocal": False,
    } | changed
    return ids.event_id(**given)  # type: ignore[arg-type]


def test_article_id_does_not_depend_on_the_scheme() -> None:
    assert ids.article_id("http://rt.com/news/1") == ids.article_id("https://rt.com/news/1")
    assert ids.article_id("https://rt.com/news/1") != ids.article_id("https://rt.com/news/2")


def test_event_id_does_not_depend_on_the_order_within_a_side() -> None:
    assert event(sources=["A", "B"]) == event(sources=["B", "A", "A"])


def test_event_id_depends_on_direction_unless_reciprocal() -> None:
    swapped = {"sources": ["USA/Donald Trump"], "targets": ["RUS/Sergey Lavrov"]}
    assert event() != event(**swapped)
    assert event(reciprocal=True) == event(reciprocal=True, **swapped)


def test_event_id_depends_on_every_part() -> None:
    changed = [event(day=""), event(event_type="AGREE"), event(mode=None), event(targets=["X"]), event(reciprocal=True)]
    assert len({event(), *changed}) == 6


def test_parts_cannot_run_into_each_other() -> None:
    assert ids.content_hash("a", "b", "") != ids.content_hash("a", "", "b")


def test_ids_tell_their_kind_and_recipe() -> None:
    assert [i[:3] for i in (ids.article_id("x"), event(), ids.mention_id("a", 1, "text", 0, "AID", "r"))] == [
        "a1-",
        "e1-",
        "m1-",
    ]


def test_run_ids_sort_by_time_and_are_safe_in_a_path() -> None:
    first, second = (ids.run_id(datetime(2026, 1, 1, h, tzinfo=timezone.utc)) for h in (9, 10))
    assert first < second
    assert "/" not in first
    assert ":" not in first
