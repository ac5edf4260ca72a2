"""Pages that answer 200 and hold no article: error pages, consent and bot walls, front pages, lists of headlines."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from transforms.articles.jsonld import Story
from transforms.articles.meta import Head
from transforms.articles.words import count_words

#: Fewer words than this are no article unless the page says it is one.
_MIN_WORDS = 25
#: Walls and error pages are short; a long text that speaks of cookies is about cookies.
_WALL_WORDS = 250
#: A list of headlines: this many lines, none as long as a paragraph, the middle one a headline's length.
_LIST_LINES = 10
_PARAGRAPH_WORDS = 28
_HEADLINE_WORDS = 14

_ERROR_PAGE = re.compile(
    r"""
    \b(?:404|410)\b .{0,40} (?:error|not\ found|fehler|erreur|página|page)
    | (?:error|fehler|erreur) \s* (?:404|410)\b
    | ^\W*404\W*$
    | page\ (?:was\ |is\ |could\ |can\ )? (?:not\ |no\ longer\ ) (?:be\ )? (?:found|available|exist)
    | page\ (?:does\ not|doesn['’]t)\ exist
    | (?:can['’]t|cannot|couldn['’]t)\ find\ (?:that|this|the)\ page
    | seite\ (?:wurde\ )?nicht\ gefunden
    | page\ (?:introuvable|non\ trouvée)
    | página\ (?:não|no)\ (?:encontrada|existe)
    | pagina\ non\ trovata
    | страница\ не\ найдена | сторінку\ не\ знайдено
    | nie\ znaleziono\ strony | sayfa\ bulunamadı
    | ページが見つかりません | 页面不存在
    """,
    re.I | re.M | re.X,
)
_WALL = re.compile(
    r"""
    before\ you\ continue | we\ value\ your\ privacy | your\ privacy\ choices
    | consent\ to\ (?:the\ use\ of\ )?cookies | (?:accept|manage|reject)\ (?:all\ )?cookies
    | cookies\ akzeptieren | cookie[-\ ]einstellungen
    | accepter\ (?:tous\ )?(?:les\ )?cookies | aceptar\ (?:las\ )?cookies
    | (?:enable|turn\ on)\ javascript | javascript\ (?:is\ )?(?:disabled|required)
    | are\ you\ a\ (?:robot|human) | verify(?:ing)?\ (?:that\ )?you\ are\ (?:a\ )?human
    | checking\ your\ browser | unusual\ traffic | just\ a\ moment
    | access\ (?:to\ this\ page\ )?(?:has\ been\ )?denied | request\ blocked
    | please\ complete\ the\ security\ check
    """,
    re.I | re.X,
)


def why_no_article(text: str, title: str, story: Story, head: Head, asked: str, got: str) -> str | None:
    """Return why a page is no article, for a person, or None where it may be one.

    `asked` is the article's address, `got` the address that answered after redirects.
    """
    count = count_words(text)
    if _is_front(got) and not _is_front(asked):
        return f"redirected to the front page {got}"
    if count and _says_article(story, head):
        return None
    if count < _WALL_WORDS and (wall := _wall(text, title, head)):
        return wall
    if count < _MIN_WORDS:
        return f"the page holds {count or 'no'} words of text that could be an article"
    return "a list of headlines, not an article" if _is_list(text, story) else None


def _wall(text: str, title: str, head: Head) -> str | None:
    shown = "\n".join((title, head.title, *head.headings))
    if _ERROR_PAGE.search(shown):
        return f"an error page that answered as if it were found: {title or head.title!r}"
    if _WALL.search(shown) or (count_words(text) < _WALL_WORDS / 2 and _WALL.search(text)):
        return "a consent or bot wall stands before the page"
    return None


def _says_article(story: Story, head: Head) -> bool:
    return story.is_article or (head.first("og:type") or "").lower().endswith("article")


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in {"", "index.html", "index.php"} and not parts.query


def _is_list(text: str, story: Story) -> bool:
    lengths = sorted(count_words(line) for line in text.split("\n") if line.strip())
    if len(lengths) < (_LIST_LINES // 2 if story.is_listing else _LIST_LINES):
        return False
    return lengths[-1] < _PARAGRAPH_WORDS and lengths[len(lengths) // 2] < _HEADLINE_WORDS
