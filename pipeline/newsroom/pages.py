"""Pages for measuring: as many as wanted, of real pages' weight, made from the newsroom's stories with a seed."""

from __future__ import annotations

import random
from dataclasses import replace

from pipeline.newsroom.render import render
from pipeline.newsroom.sites import SITES, address
from pipeline.newsroom.story import Story, load_stories

#: Furniture that brings a page to about 80 kB and 1,000 elements, the median of real news pages, and to their mixture
#: of elements, on which the work of extraction depends: many blocks and links, dozens of scripts and pictures.
_BULK, _LINKS = 5, 84
_BASE = "http://127.0.0.1"


def _mixture(stories: list[Story], number: int, dice: random.Random) -> Story:
    """Return a story of its own: one story's head over paragraphs drawn from all of them."""
    head = dice.choice(stories)
    paragraphs = [paragraph for story in stories for paragraph in story.text]
    site = sorted(SITES)[number % len(SITES)]
    return replace(
        head, slug=f"{head.slug}-{number}", site=site, text=tuple(dice.sample(paragraphs, dice.randint(8, 24)))
    )


def make_pages(count: int = 600, seed: int = 1) -> list[tuple[str, bytes]]:
    """Return (path, HTML) of `count` distinct English pages over all layouts; the same seed gives the same bytes."""
    dice = random.Random(seed)  # noqa: S311 - repeatable is the point, secret is not
    stories = [story for story in load_stories() if story.language == "en" and story.text]
    pages = []
    for number in range(count):
        story = _mixture(stories, number, dice)
        links = [(_BASE + address(other), other.title) for other in dice.choices(stories, k=_LINKS)]
        pages.append((address(story), render(story, _BASE, links, _BULK)))
    return pages
