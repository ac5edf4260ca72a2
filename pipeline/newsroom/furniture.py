"""What stands around an article on a real page: menus, teasers, comments, styles and scripts.

Everything follows from its arguments, so that a page is the same each time it is rendered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

_SECTIONS = (
    "World",
    "Politics",
    "Business",
    "Technology",
    "Science",
    "Health",
    "Sport",
    "Culture",
    "Travel",
    "Video",
    "Weather",
    "Opinion",
)
_CORNERS = (
    "Africa",
    "Americas",
    "Asia",
    "Europe",
    "Oceania",
    "Analysis",
    "Pictures",
    "Podcasts",
    "Archive",
    "Maps",
    "Data",
    "Letters",
    "Debate",
)
_BLOCKS = (
    "header",
    "nav",
    "card",
    "teaser",
    "grid",
    "footer",
    "button",
    "modal",
    "banner",
    "gallery",
    "share",
    "promo",
)
_PARTS = ("title", "image", "link", "label", "inner", "wrap", "icon", "meta")
_RULES = (
    "display:flex;align-items:center;margin:0 0 {n}px",
    "padding:{n}px 16px;color:#1a1a1a;background:#fff",
    "font:700 {n}px/1.3 Georgia,'Times New Roman',serif",
    "border-top:1px solid #dcdcdc;max-width:{n}0px",
    "transition:opacity .{n}s ease-in-out;opacity:.9",
)
_REMARKS = (
    ("harbourview", "Same headline every year, and every year somebody acts surprised."),
    ("m_delacroix", "Good summary. A map would have helped, though."),
    ("oldcoffee", "My grandfather used to say that long tables make short treaties."),
    ("tern42", "Can we please stay on the topic?"),
    ("quietreader", "Thanks for reporting this without the usual shouting."),
    ("N. Abara", "I would like to know who pays for all of it in the end."),
    ("bluepencil", "There is a typo in the third paragraph."),
    ("fjord", "Reading this from a train, greetings to everyone stuck at work."),
)


def menu(base: str, bulk: int) -> str:
    """Return nested menu lists under a site's address, as many sections as the bulk asks for."""
    corners = "".join(f'<li><a href="{base}/{slug(c)}">{c}</a></li>' for c in _CORNERS[: 3 * bulk])
    items = "".join(
        f'<li class="menu__item"><a href="{base}/{slug(s)}">{s}</a><ul class="menu__sub">{corners}</ul></li>'
        for s in _SECTIONS[: 3 + bulk]
    )
    return f'<ul class="menu">{items}</ul>'


def slug(words: str) -> str:
    """Return words as an address segment."""
    return "-".join(words.lower().split())


def teasers(links: Sequence[tuple[str, str]], name: str) -> str:
    """Return a block of cards for other stories, (address, headline) each; every third has a picture."""
    cards = "".join(_card(name, number, href, escape(text)) for number, (href, text) in enumerate(links))
    return f'<div class="{name}__list" data-list="{name}">{cards}</div>'


def _card(name: str, number: int, href: str, headline: str) -> str:
    picture = (
        f'<a class="card__image" href="{href}" tabindex="-1"><img src="/media/{number}.jpg" width="240" height="135" '
        'loading="lazy" alt=""></a>'
        if number % 3 == 0
        else ""
    )
    return (
        f'<div class="card card--{name} card--compact {name}__item" data-position="{number}" '
        f'data-track="{name}-{number}">{picture}<div class="card__body card__body--padded">'
        '<h3 class="card__title card__title--small">'
        f'<a class="card__link card__link--headline" href="{href}">{headline}</a></h3><span class="card__meta">'
        f'<span class="card__section">{_SECTIONS[number % len(_SECTIONS)]}</span></span></div></div>'
    )


def comments(count: int) -> str:
    """Return a block of readers' remarks."""
    remarks = (_REMARKS[i % len(_REMARKS)] for i in range(count))
    return "".join(
        f'<li class="comment"><cite>{name}</cite><time>{i + 1} hours ago</time><p>{escape(words)}</p>'
        f'<button type="button">Reply</button><button type="button">Report</button></li>'
        for i, (name, words) in enumerate(remarks)
    )


def styles(bulk: int) -> str:
    """Return the inline style sheet, about 5 kB for each unit of bulk."""
    rules = []
    for i in range(60 * bulk):
        block, part = _BLOCKS[i % len(_BLOCKS)], _PARTS[i // len(_BLOCKS) % len(_PARTS)]
        body = _RULES[i % len(_RULES)].format(n=8 + i % 37)
        rules.append(f".{block}__{part}--v{i // 96}{{{body}}}")
    return f"<style>{''.join(rules)}</style>"


def scripts(bulk: int, links: Sequence[tuple[str, str]]) -> str:
    """Return the page's state, analytics and advertising slots: five scripts and about 2 kB for each unit of bulk."""
    slots = [{"slot": f"ad-{i}", "sizes": [[300, 250], [728, 90]], "lazy": i > 1} for i in range(12 * bulk)]
    state = {"teasers": [{"href": href, "headline": text} for href, text in links[:10]], "slots": slots}
    payload = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    calls = "".join(f"<script>track({{slot:'ad-{i}',event:'ready'}})</script>" for i in range(5 * bulk - 1))
    return (
        "<script>window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push(e)}"
        f"window.__STATE__={payload};</script>{calls}"
    )


def icons(bulk: int) -> str:
    """Return the hidden sprite of icons that pages inline."""
    shapes = "".join(
        f'<symbol id="i{i}" viewBox="0 0 24 24"><path d="M{i % 20} 3.5h{i % 9}v9.5l-{i % 7} 4.2z"/></symbol>'
        for i in range(3 * bulk)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" style="display:none">{shapes}</svg>'
