"""The stories: what each file must hold, beside the general soundness of gold that tests/test_gold.py checks."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from pipeline.newsroom import odd
from pipeline.newsroom.sites import SITES, address
from pipeline.newsroom.story import Story, load_stories, parse_story

STORIES = load_stories()


def test_files_are_named_by_slug() -> None:
    names = {item.name for item in (resources.files("pipeline.newsroom") / "stories").iterdir()}
    assert names == {f"{story.slug}.yaml" for story in STORIES}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_story_is_whole(story: Story) -> None:
    assert story.site in SITES
    assert story.title
    assert story.text
    assert story.published.utcoffset() is not None
    places = [story.title, story.lead, *story.text]
    for event in story.events:
        assert any(event.sentence in place for place in places), event.sentence
        assert event.cluster
    assert odd.becomes_article(story) or not story.events


def test_addresses_and_numbers_are_unique() -> None:
    assert Counter(address(story) for story in STORIES).most_common(1)[0][1] == 1
    assert Counter(story.number for story in STORIES).most_common(1)[0][1] == 1


def test_a_cluster_has_one_type() -> None:
    """Mentions of one act agree on what it was, unless it is told as a plan here and as a fact there."""
    for story in STORIES:
        types: dict[tuple[str, str], set[str]] = {}
        for event in story.events:
            if event.certainty == 2:
                types.setdefault((event.cluster, event.status), set()).add(event.event_type)
        assert all(len(found) == 1 for found in types.values()), (story.slug, types)


def test_the_newsroom_is_broad() -> None:
    world = [story for story in STORIES if story.language == "en" and story.events]
    assert len(world) >= 34
    assert sum(story.language == "en" and not story.events and odd.becomes_article(story) for story in STORIES) >= 10
    assert len({story.language for story in STORIES}) >= 9
    assert {story.site for story in STORIES} == set(SITES)
    sure = [event for story in world for event in story.events if event.certainty == 2]
    assert len(sure) >= 400
    assert len({event.event_type for event in sure}) == 16
    assert {event.status for event in sure} >= {"occurred", "ongoing", "planned", "hypothetical"}


def test_every_oddity_is_a_story_and_each_kind_is_there() -> None:
    assert set(odd.ODDITIES) <= {story.slug for story in STORIES}
    assert set(odd.ODDITIES.values()) == set(odd.Oddity)


def test_an_unknown_key_is_an_error() -> None:
    text = (resources.files("pipeline.newsroom") / "stories" / f"{STORIES[0].slug}.yaml").read_text(encoding="utf-8")
    with pytest.raises(TypeError, match="colour"):
        parse_story(text + "colour: red\n")
