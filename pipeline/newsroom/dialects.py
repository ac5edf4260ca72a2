"""The dialects feeds are written in: each turns a channel and its items into bytes.

The spellings follow the formats' own documents (RSS 0.91, 1.0 and 2.0, Atom RFC 4287, JSON Feed 1.1) and the habits
of the publishers who use them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from pipeline.newsroom.story import Story

_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
_RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'


#: Names of zones that feeds use although RFC 822 does not know them, by hours east of Greenwich.
_ZONES = {3: "MSK", 8: "GMT+8", 9: "JST"}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry: the story and the address this feed gives it."""

    story: Story
    link: str

    @property
    def teaser(self) -> str:
        """Return the lead, or the beginning of the text."""
        return self.story.lead or self.story.text[0][:240]

    @property
    def markup(self) -> str:
        """Return the whole text as HTML."""
        return "".join(f"<p>{escape(p)}</p>" for p in self.story.text)


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own title, language, home address and the instant of its newest item."""

    title: str
    language: str
    home: str
    updated: datetime


def _element(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _cdata(name: str, value: str) -> str:
    return f"<{name}><![CDATA[{value}]]></{name}>"


def _local_stamp(instant: datetime) -> str:
    """Return an instant as RFC 822 would have it, but for a zone's local name."""
    hours = (instant.utcoffset() or timedelta()) // timedelta(hours=1)
    return instant.strftime("%a, %d %b %Y %H:%M:%S ") + _ZONES[hours]


def _rss(channel: Channel, items: list[str], version: str = "2.0", namespaces: str = "") -> str:
    head = _element("title", channel.title) + _element("link", channel.home) + _element("language", channel.language)
    body = "\n".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="{version}" {namespaces}><channel>{head}'
        f"<description>{escape(channel.title)}: the latest</description>\n{body}\n</channel></rss>\n"
    )


def _basics(item: Item) -> str:
    return _element("title", item.story.title) + _element("link", item.link) + _element("description", item.teaser)


def rss(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 with title, link, description, pubDate, guid and categories, and nothing else."""
    rows = []
    for item in items:
        tags = "".join(_element("category", tag) for tag in item.story.tags)
        date = _element("pubDate", format_datetime(item.story.published))
        rows.append(_basics(item) + date + f'<guid isPermaLink="false">{item.story.number}</guid>' + tags)
    return _rss(channel, rows).encode()


def rss_full_text(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 whose content:encoded carries the whole article, with dc:creator."""
    rows = []
    for item in items:
        creator = _cdata("dc:creator", ", ".join(item.story.authors))
        date = _element("pubDate", format_datetime(item.story.published))
        rows.append(_basics(item) + creator + date + _cdata("content:encoded", item.markup))
    return _rss(channel, rows, namespaces=f"{_CONTENT} {_DC}").encode()


def rss_cdata(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 as broadcasters write it: CDATA around everything, a picture in the description, the zone by name."""
    rows = []
    for item in items:
        picture = f"{channel.home}/images/{item.story.number}.jpg"
        teaser = f'<img src="{picture}" align="left" style="margin-right: 10px;" /> {escape(item.teaser)} <br/>'
        more = f'{teaser}<a href="{item.link}">Read Full Article</a>'
        date = _element("pubDate", _local_stamp(item.story.published))
        enclosure = f'<enclosure url="{picture}" type="image/jpeg" length="48213"/>'
        rows.append(
            _cdata("title", item.story.title)
            + _cdata("link", item.link)
            + _cdata("guid", item.link)
            + _cdata("description", more)
            + date
            + enclosure
            + f'<media:content url="{picture}" medium="image"/>'
        )
    return _rss(channel, rows, namespaces=_MEDIA).encode()


def rss_without_dates(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 whose items state no date at all."""
    return _rss(channel, [_basics(item) for item in items]).encode()


def rss_091(channel: Channel, items: list[Item]) -> bytes:
    """RSS 0.91, which knows title, link and description only."""
    return _rss(channel, [_basics(item) for item in items], version="0.91").encode()


def rss_odd_zones(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 with dates in zones that RFC 822 does not know, and addresses for ids."""
    rows = []
    for item in items:
        stamp = _local_stamp(item.story.published)
        rows.append(_basics(item) + _element("pubDate", stamp) + _element("guid", item.link))
    return _rss(channel, rows).encode()


def rss_1251(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 in windows-1251."""
    text = rss(channel, items).decode().replace('encoding="utf-8"', 'encoding="windows-1251"', 1)
    return text.encode("windows-1251", errors="xmlcharrefreplace")


def rdf(channel: Channel, items: list[Item]) -> bytes:
    """RSS 1.0, where items stand beside the channel and carry Dublin Core dates."""
    sequence = "".join(f"<rdf:li rdf:resource={quoteattr(item.link)}/>" for item in items)
    rows = "\n".join(
        f"<item rdf:about={quoteattr(item.link)}>{_basics(item)}"
        f"<dc:date>{item.story.published.isoformat()}</dc:date></item>"
        for item in items
    )
    return (
        f'<?xml version="1.0"?>\n<rdf:RDF {_RDF} {_DC} xmlns="http://purl.org/rss/1.0/">'
        f"<channel rdf:about={quoteattr(channel.home)}>{_element('title', channel.title)}"
        f"{_element('link', channel.home)}<description/><items><rdf:Seq>{sequence}</rdf:Seq></items></channel>\n"
        f"{rows}</rdf:RDF>\n"
    ).encode()


def atom(channel: Channel, items: list[Item]) -> bytes:
    """Atom with alternate links, published and updated, xml:lang and summaries."""
    rows = "\n".join(
        f'<entry xml:lang="{item.story.language}"><id>tag:newsroom,2026:{item.story.number}</id>'
        f'<title type="html">{escape(escape(item.story.title))}</title>'
        f'<link rel="alternate" type="text/html" href={quoteattr(item.link)}/>'
        f"<published>{item.story.published.isoformat()}</published><updated>{item.story.published.isoformat()}</updated>"
        + "".join(f"<author>{_element('name', author)}</author>" for author in item.story.authors)
        + f"<summary>{escape(item.teaser)}</summary></entry>"
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{channel.language}"><id>{escape(channel.home)}</id>{_element("title", channel.title)}'
        f'<link rel="self" href={quoteattr(channel.home + "/feed")}/>'
        f"<updated>{channel.updated.isoformat()}</updated>\n{rows}\n</feed>\n"
    ).encode()


def json_feed(channel: Channel, items: list[Item]) -> bytes:
    """JSON Feed 1.1 with the text as content_html."""
    rows = [
        {
            "id": str(item.story.number),
            "url": item.link,
            "title": item.story.title,
            "summary": item.teaser,
            "content_html": item.markup,
            "date_published": item.story.published.isoformat(),
            "authors": [{"name": author} for author in item.story.authors],
            "tags": list(item.story.tags),
            "language": item.story.language,
        }
        for item in items
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": channel.title, "home_page_url": channel.home}
    return json.dumps({**head, "items": rows}, ensure_ascii=False, indent=1).encode()


def truncated(channel: Channel, items: list[Item]) -> bytes:
    """RSS 2.0 cut off in the middle of a further item, as a full disk or a lost connection leaves it."""
    whole = rss(channel, items).decode().rpartition("</channel>")[0]
    return (whole + "<item><title>Harbour pilots &amp; customs officers wait for</title><link>http://").encode()


def not_a_feed(channel: Channel, items: list[Item]) -> bytes:
    """HTML where a feed was promised: the page a publisher leaves after taking its feed down."""
    links = "".join(f"<li>{escape(item.story.title)}</li>" for item in items)
    return (
        f"<!DOCTYPE html><html><head><title>{escape(channel.title)}</title></head><body><h1>Our feeds have moved</h1>"
        f"<p>Please subscribe to the newsletter instead.</p><ul>{links}</ul></body></html>"
    ).encode()
