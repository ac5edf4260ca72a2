"""Pages: every layout carries the whole story and weighs what such pages weigh."""

from __future__ import annotations

import json
from dataclasses import replace

import lxml.html
import pytest

from pipeline.newsroom.render import render
from pipeline.newsroom.sites import SITES
from pipeline.newsroom.story import Story, load_stories

BASE = "http://127.0.0.1:1"
LINKS = [(f"{BASE}/elsewhere/{n}", f"Some other headline & more, number {n}") for n in range(10)]


@pytest.fixture(scope="module")
def story() -> Story:
    return next(story for story in load_stories() if story.slug == "lavrov-to-see-trump-at-white-house")


@pytest.mark.parametrize("site", sorted(SITES))
def test_a_layout_carries_the_whole_story(site: str, story: Story) -> None:
    page = render(replace(story, site=site), BASE, LINKS)
    tree = lxml.html.fromstring(page.decode(SITES[site].encoding))
    visible = " ".join("".join(tree.body.itertext()).split())
    for paragraph in (story.title, story.lead, *story.text):
        assert paragraph in visible
    assert "${" not in visible
    assert story.published.isoformat() in page.decode(SITES[site].encoding)
    assert SITES[site].encoding.encode() in page[:400]
    assert b"details of this story are invented" in page
    assert 8_000 < len(page) < 90_000


@pytest.mark.parametrize("site", sorted(site.id for site in SITES.values() if site.metadata != "none"))
def test_structured_data_tells_headline_and_instant(site: str, story: Story) -> None:
    tree = lxml.html.fromstring(render(replace(story, site=site), BASE, LINKS))
    (script,) = tree.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    (article,) = [node for node in data.get("@graph", [data]) if "headline" in node]
    assert article["headline"] == story.title
    assert article["datePublished"] == story.published.isoformat()


def test_markup_in_a_story_is_text(story: Story) -> None:
    nasty = replace(story, site="beacon", title="A </script><b>bold</b> claim", text=("1 < 2 & 3 > 2",))
    tree = lxml.html.fromstring(render(nasty, BASE, LINKS))
    assert tree.xpath("//h1")[0].text_content() == nasty.title
    assert nasty.text[0] in tree.text_content()


def test_a_paragraph_carries_one_link_at_most(story: Story) -> None:
    tree = lxml.html.fromstring(render(replace(story, site="worldwire"), BASE, LINKS))
    paragraphs = tree.xpath("//p[contains(@class, 'Paragraph-paragraph')]")
    links = [len(paragraph.xpath(".//a")) for paragraph in paragraphs]
    assert max(links) == 1
    assert sum(links) == len(story.tags)


def test_more_bulk_is_more_page(story: Story) -> None:
    assert len(render(story, BASE, LINKS, bulk=6)) > 1.5 * len(render(story, BASE, LINKS, bulk=2))
