"""From a page and what the feed said of it to an article, or to the reason why there is none.

Pure: no network, no clock, no state. Made to run in a child process that can be killed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from schemas.article import Article, Page
from schemas.feed import Entry
from schemas.ids import content_hash
from schemas.reject import Reason, Reject, Stage, reject
from transforms.articles import dating
from transforms.articles.absence import why_no_article
from transforms.articles.authors import choose_authors
from transforms.articles.body import body_text
from transforms.articles.decoding import is_html
from transforms.articles.feedtext import feed_text
from transforms.articles.fingerprint import fingerprint
from transforms.articles.jsonld import Story, read_story
from transforms.articles.language import detect, normalise
from transforms.articles.leads import choose_lead
from transforms.articles.meta import Head, read_bylines, read_head
from transforms.articles.titles import choose_title
from transforms.articles.tree import TooLargeError, drop_wordless, parse
from transforms.articles.words import count_words, plain, squash

_MAX_TAGS = 30
#: The feed's text replaces the page's only where the page lacks more than half of it.
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why the page gives no article."""

    stage: Stage
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was read of a page before its text; `root` is None where only the feed speaks."""

    page: Page
    root: HtmlElement | None
    story: Story
    head: Head
    sites: tuple[str, ...]
    title: str
    title_source: str | None


def extractor() -> Callable[[Page], Article | Reject]:
    """Return what the children of a pool do with each page."""
    return extract


def extract(page: Page) -> Article | Reject:
    """Return the article on a page, the feed's own text where the page has none, or a reject that says why neither.

    The article's `revision` is 1, `duplicate_of` None and `feed_ids` the entry's: earlier runs are not known here.
    """
    feed = feed_text(page.entry)
    found = _from_page(page, feed)
    if isinstance(found, Article):
        return found
    if feed:
        return _article(_read(page, None), feed, "feed")
    return reject(
        found.stage,
        found.reason,
        found.message,
        page.fetched_at,
        url=page.url,
        feed_id=page.entry.feed_ids[0] if page.entry.feed_ids else None,
        article_id=page.entry.article_id,
        attempt=page.entry.attempt,
    )


def _from_page(page: Page, feed: str) -> Article | _Failure:
    if page.body is None:
        reason = Reason(page.failure) if page.failure else Reason.EMPTY_BODY
        return _Failure(Stage.FETCH, reason, page.failure_message or "the page was not fetched")
    if not page.body.strip():
        return _Failure(Stage.EXTRACT, Reason.EMPTY_BODY, "the server sent an empty page")
    if not is_html(page.body):
        return _Failure(Stage.EXTRACT, Reason.NOT_HTML, f"not HTML; sent as {page.content_type or 'no type'}")
    try:
        root = parse(page.body, page.content_type)
    except TooLargeError as error:
        return _Failure(Stage.EXTRACT, Reason.TOO_LARGE, str(error))
    if root is None:
        return _Failure(Stage.EXTRACT, Reason.NOT_HTML, "nothing in it could be parsed as HTML")
    return _from_tree(page, root, feed)


def _from_tree(page: Page, root: HtmlElement, feed: str) -> Article | _Failure:
    reading = _read(page, root)
    drop_wordless(root)
    feed_words = count_words(feed)
    text = _without_title(body_text(root, reading.story.body, feed_words), reading.title)
    absent = why_no_article(text, reading.title, reading.story, reading.head, page.entry.url, page.url)
    if absent:
        return _Failure(Stage.EXTRACT, Reason.NO_ARTICLE, absent)
    if count_words(text) < _HALF * feed_words:
        return _article(reading, feed, "feed")
    return _article(reading, text, "page")


def _without_title(text: str, title: str) -> str:
    """Return the text without a first line that repeats the headline, which has a column of its own."""
    first, _, rest = text.partition("\n")
    return rest if rest and squash(first) == squash(title) else text


def _read(page: Page, root: HtmlElement | None) -> _Reading:
    story, head = (read_story(root), read_head(root)) if root is not None else (Story(), Head())
    sites = _sites(page, story, head)
    return _Reading(page, root, story, head, sites, *choose_title(story, head, page.entry.title, sites))


def _article(reading: _Reading, text: str, text_source: str) -> Article:
    page, story, head, title = reading.page, reading.story, reading.head, reading.title
    entry = page.entry
    lead = _lead(reading, text)
    language, language_source = _language(text, story, head, entry)
    published_at, published_source = _published(reading)
    return Article(
        article_id=entry.article_id,
        revision=1,
        url=entry.url,
        source_url=entry.source_url,
        feed_ids=entry.feed_ids,
        publisher=entry.publisher or plain(head.first("og:site_name") or story.publisher) or None,
        title=title,
        lead=lead,
        text=text,
        authors=_authors(reading),
        section=plain(story.section or head.first("article:section", "section") or entry.section) or None,
        tags=_tags(story, head, entry),
        image_url=_image(page, story, head),
        language=language,
        published_at=published_at,
        published_source=published_source,
        modified_at=dating.modified(story, head, entry.modified_at, published_at, page.fetched_at),
        fetched_at=page.fetched_at,
        text_source=text_source,
        content_hash=content_hash(title, lead, text),
        fingerprint=fingerprint(text),
        duplicate_of=None,
        word_count=count_words(lead) + count_words(text),
        title_source=reading.title_source,
        language_source=language_source,
    )


def _sites(page: Page, story: Story, head: Head) -> tuple[str, ...]:
    """Return the names the publisher goes by: stated ones, the host and its bare label."""
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    stated = (page.entry.publisher, story.publisher, head.first("og:site_name", "application-name"))
    return tuple(plain(name) for name in (*stated, host, host.rpartition(".")[0].rpartition(".")[2]) if name)


def _lead(reading: _Reading, text: str) -> str:
    stated = reading.head.first("og:description", "description", "twitter:description")
    described = [stated, reading.story.description, reading.page.entry.summary]
    return choose_lead(reading.root, described, reading.title, text)


def _authors(reading: _Reading) -> tuple[str, ...]:
    bylines = read_bylines(reading.root) if reading.root is not None else ()
    return choose_authors(reading.story, reading.head, bylines, reading.page.entry.authors, reading.sites)


def _language(text: str, story: Story, head: Head, entry: Entry) -> tuple[str | None, str | None]:
    witnesses = (
        ("text", detect(text)),
        ("html", normalise(head.language) or normalise(story.language) or normalise(head.first("og:locale"))),
        ("feed", normalise(entry.language)),
    )
    return next(((code, source) for source, code in witnesses if code), (None, None))


def _published(reading: _Reading) -> dating.Dated:
    page = reading.page
    stated = dating.published(reading.story, reading.head, page.entry.published_at, page.fetched_at)
    if stated[0] is None and reading.root is not None:
        return dating.date_in_sight(reading.root, page.url, page.fetched_at)
    return stated


def _tags(story: Story, head: Head, entry: Entry) -> tuple[str, ...]:
    stated = story.keywords or tuple(head.every("article:tag", "parsely-tags", "news_keywords", "keywords"))
    tags = (plain(tag) for value in (*entry.tags, *stated) for tag in value.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:_MAX_TAGS]


def _image(page: Page, story: Story, head: Head) -> str | None:
    stated = head.first("og:image", "og:image:url", "twitter:image", "twitter:image:src") or story.image
    return urljoin(page.url, stated) if stated else page.entry.image_url
