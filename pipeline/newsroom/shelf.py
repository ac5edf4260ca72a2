"""Everything the newsroom can send, by path: pages, feeds, robots.txt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b

from pipeline.newsroom import odd
from pipeline.newsroom.feeds import FEEDS, newest, render_feed
from pipeline.newsroom.odd import Oddity
from pipeline.newsroom.render import render
from pipeline.newsroom.sites import SITES, address
from pipeline.newsroom.story import Story


@dataclass(frozen=True, slots=True)
class Document:
    """A finished body with its validators."""

    body: bytes
    media_type: str
    modified: datetime

    @property
    def etag(self) -> str:
        """Return the entity tag: a hash of the body."""
        return f'"{blake2b(self.body, digest_size=8).hexdigest()}"'


class Shelf:
    """The documents of a newsroom at one base address, rendered when first asked for."""

    def __init__(self, stories: Sequence[Story], base: str) -> None:
        self.base = base
        self._stories = stories
        self._made: dict[str, Document] = {}
        self._makers: dict[str, Callable[[], Document]] = {"/robots.txt": self._robots}
        self._makers.update({feed.path: partial(self._feed, number) for number, feed in enumerate(FEEDS)})
        self._makers.update(
            {address(s): partial(self._page, s) for s in stories if odd.oddity(s) is not Oddity.MISSING}
        )
        #: Old addresses and where they lead now.
        self.moved = {old: address(s) for s in stories if (old := odd.listed_address(s))}
        #: Paths that misbehave.
        self.odd = {address(s): (what, s) for s in stories if (what := odd.oddity(s))}

    def get(self, path: str) -> Document | None:
        """Return the document at a path, or None if there is none."""
        if path not in self._made and path in self._makers:
            self._made[path] = self._makers[path]()
        return self._made.get(path)

    def _robots(self) -> Document:
        closed = [path for path, (what, _) in self.odd.items() if what is Oddity.HIDDEN]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "Allow: /", ""]
        return Document("\n".join(lines).encode(), "text/plain; charset=utf-8", newest(self._stories))

    def _feed(self, number: int) -> Document:
        feed = FEEDS[number]
        listed = [story for story in self._stories if feed.holds(story)]
        return Document(render_feed(feed, self._stories, self.base), feed.media_type, newest(listed))

    def _page(self, story: Story) -> Document:
        kind = f"text/html; charset={SITES[story.site].encoding}"
        if odd.oddity(story) is Oddity.MAZE:
            return Document(odd.maze(story), kind, story.published_utc)
        return Document(render(story, self.base, self._links(story)), kind, story.published_utc)

    def _links(self, story: Story) -> list[tuple[str, str]]:
        """Return links to the ten stories that follow this one in its language, as the boxes around it show."""
        peers = [s for s in self._stories if s.language == story.language and s != story]
        start = story.number % len(peers) if peers else 0
        chosen = (peers[start:] + peers[:start])[:10]
        return [(self.base + address(peer), peer.title) for peer in chosen]
