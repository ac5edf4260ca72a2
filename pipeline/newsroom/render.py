"""A story as a page: the site's layout filled with the story and its furniture."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from html import escape
from importlib import resources
from string import Template

from pipeline.newsroom import furniture, metadata
from pipeline.newsroom.sites import SITES, Site, address
from pipeline.newsroom.story import Story

#: Paragraphs that only point to another page, as wires and broadcasters put them between two others.
_POINTER = re.compile(r"(?i)(read more|see also|watch): ")

#: Closes every page, for whoever meets one outside the demo.
_NOTICE = "<!-- Written to demonstrate a program: wording, quotes and details of this story are invented. -->\n"


@functools.cache
def _layout(site: str) -> Template:
    folder = resources.files("pipeline.newsroom") / "layouts"
    return Template((folder / f"{site}.html").read_text(encoding="utf-8"))


def _linked(paragraphs: Sequence[str], story: Story) -> list[str]:
    """Return paragraphs' markup; each tag's page is linked once, and a paragraph carries one link at most."""
    blocks = [escape(paragraph, quote=False) for paragraph in paragraphs]
    free = {number for number, paragraph in enumerate(paragraphs) if not _POINTER.match(paragraph)}
    for tag in story.tags:
        mention = re.compile(rf"\b{re.escape(tag)}\b")
        for number in sorted(free):
            if mention.search(blocks[number]):
                link = f'<a href="/{story.site}/topic/{furniture.slug(tag)}">{tag}</a>'
                blocks[number] = mention.sub(link, blocks[number], count=1)
                free.remove(number)
                break
    return blocks


def _pointer(markup: str, href: str) -> str:
    label, _, rest = markup.partition(": ")
    return f'<aside class="read-more"><strong>{label}:</strong> <a href="{href}">{rest}</a></aside>'


def body_markup(story: Story, site: Site, elsewhere: str) -> str:
    """Return the paragraphs in the site's markup; a pointer to another page becomes an aside to `elsewhere`."""
    blocks = [
        _pointer(markup, elsewhere) if _POINTER.match(paragraph) else site.paragraph.format(markup)
        for paragraph, markup in zip(story.text, _linked(story.text, story), strict=True)
    ]
    blocks.insert(len(blocks) // 2, '<div class="ad-slot" data-slot="inline-1" aria-hidden="true"></div>')
    return "\n".join(blocks)


def _parts(story: Story, site: Site, base: str, links: Sequence[tuple[str, str]], bulk: int) -> dict[str, str]:
    url = base + address(story)
    elsewhere = links[0][0] if links else base
    return {
        "language": story.language,
        "site": escape(site.name),
        "home": f"{base}/{site.id}",
        "url": escape(url),
        "title": escape(story.title),
        "lead": escape(story.lead),
        "description": escape(story.lead or story.text[0][:160]),
        "section": escape(story.section),
        "authors": escape(", ".join(story.authors) or site.name),
        "tags": "".join(f'<li><a href="/{site.id}/topic/{furniture.slug(t)}">{escape(t)}</a></li>' for t in story.tags),
        "keywords": escape(", ".join(story.tags)),
        "published": story.published.isoformat(),
        "day": story.published.strftime(site.day),
        "body": body_markup(story, site, elsewhere),
        "jsonld": metadata.json_ld(story, site, url),
        "og": metadata.open_graph(story, site, url),
        "menu": furniture.menu(f"{base}/{site.id}", bulk),
        "related": furniture.teasers(links[:4], "related"),
        "popular": furniture.teasers(links[4:], "popular"),
        "comments": furniture.comments(2 * bulk),
        "styles": furniture.styles(bulk),
        "scripts": furniture.scripts(bulk, links),
        "icons": furniture.icons(bulk),
        "encoding": site.encoding,
    }


def render(story: Story, base: str, links: Sequence[tuple[str, str]], bulk: int | None = None) -> bytes:
    """Return a story's page in its site's layout and encoding.

    `base` is scheme and host, `links` are (address, headline) of other stories for the boxes around it.
    `bulk` replaces the site's own weight of furniture.
    """
    site = SITES[story.site]
    markup = _layout(site.id).substitute(_parts(story, site, base, links, bulk or site.bulk))
    return (markup + _NOTICE).encode(site.encoding, errors="xmlcharrefreplace")
