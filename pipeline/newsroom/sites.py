"""The newsroom's sites: how each names its pages, writes dates and marks up paragraphs.

All sites live on one host, each under its own first path segment; `layouts/<id>.html` is a site's page.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.newsroom.story import Story

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Site:
    """One news site.

    `address` is the form of a page's path, `day` the strftime form of the visible date. `paragraph` is the markup
    of one paragraph with `{}` for its text. `metadata` says which JSON-LD it carries:
    article, graph, liveblog or none. `bulk` scales the page's furniture; 1 is about 10 kB.
    """

    id: str
    name: str
    address: str
    day: str = "%d %B %Y %H:%M"
    paragraph: str = "<p>{}</p>"
    metadata: str = "none"
    bulk: int = 2
    encoding: str = "utf-8"


SITES: dict[str, Site] = {
    site.id: site
    for site in (
        Site(
            "worldwire",
            "World Wire",
            "/worldwire/article/{slug}-id{number}.html",
            day="%B %d, %Y / %H:%M UTC",
            paragraph='<p class="Paragraph-paragraph-2Bgue ArticleBody-para-TD_9x">{}</p>',
            metadata="article",
            bulk=4,
        ),
        Site(
            "moscowtoday",
            "Moscow Today",
            "/moscowtoday/news/{number}-{slug}/",
            day="%d %b, %Y %H:%M",
            metadata="none",
            bulk=3,
        ),
        Site(
            "capitalherald",
            "The Capital Herald",
            "/capitalherald/world/{year}/{month}/{day}/{slug}",
            day="%a %d %b %Y %H.%M",
            paragraph='<p class="dcr-16w5gq9">{}</p>',
            metadata="graph",
            bulk=6,
        ),
        Site(
            "beacon",
            "Beacon News",
            "/beacon/news/world-{number}",
            day="%d %B %Y",
            paragraph='<div data-component="text-block" class="bcn-uf6wea e1xue1i88"><div class="bcn-7uxr49">'
            '<p class="bcn-1q0x1qg e1jhz7w10">{}</p></div></div>',
            metadata="article",
            bulk=5,
        ),
        Site(
            "gulfobserver",
            "Gulf Observer",
            "/gulfobserver/news/{year}/{monthnumber}/{day}/{slug}",
            day="%d %b %Y",
            metadata="article",
            bulk=4,
        ),
        Site(
            "agora",
            "Agora Daily",
            "/agora/story.asp?id={number}",
            day="%A, %B %d, %Y",
            paragraph="<P>{}",
            bulk=1,
        ),
        Site(
            "asiadispatch",
            "Asia Dispatch",
            "/asiadispatch/{year}/{monthnumber:02d}/{slug}/",
            day="%B %d, %Y",
            metadata="graph",
            bulk=3,
        ),
        Site(
            "bulletin",
            "Assembly Bulletin",
            "/bulletin/en/story/{year}/{monthnumber:02d}/{number}",
            day="%d %B %Y",
            bulk=2,
        ),
        Site("pressroom", "Foreign Press Room", "/pressroom/readouts/{slug}.html", day="%d.%m.%Y", bulk=1),
        Site(
            "liveline",
            "Liveline",
            "/liveline/live/{year}-{monthnumber:02d}-{day}/{slug}",
            day="%H:%M",
            paragraph='<p class="post__text">{}</p>',
            metadata="liveblog",
            bulk=5,
        ),
        Site(
            "gazeta",
            "Вестник столицы",
            "/gazeta/{year}{monthnumber:02d}{day}/{slug}-{number}.html",
            day="%H:%M %d.%m.%Y",
            paragraph='<div class="article__block" data-type="text"><div class="article__text">{}</div></div>',
            bulk=3,
            encoding="windows-1251",
        ),
        Site("continental", "Continental", "/continental/{language}/{slug}/a-{number}", day="%d.%m.%Y", bulk=3),
        Site("backstairs", "The Back Stairs", "/backstairs/p/{slug}", day="%d %b %Y", metadata="article", bulk=2),
        Site(
            "pocket",
            "Pocket Paper",
            "/pocket/amp/{slug}.amp",
            day="%b %d, %Y",
            metadata="article",
            bulk=1,
        ),
    )
}


def address(story: Story) -> str:
    """Return the path, with its query if any, under which a story is published."""
    day = story.published
    return SITES[story.site].address.format(
        slug=story.slug,
        number=story.number,
        language=story.language,
        year=day.year,
        month=_MONTHS[day.month - 1],
        monthnumber=day.month,
        day=day.strftime("%d"),
    )
