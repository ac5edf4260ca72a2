"""Pages that misbehave, as some of any day's pages do, and which stories they stand in for."""

from __future__ import annotations

from enum import Enum

from pipeline.newsroom.story import Story

#: Deep enough and full enough to keep an extractor that weighs the links of every block busy for a minute
#: (trafilatura 2.3, fast pass, 2 cores), yet small and shallow enough to be parsed safely (lxml allows 255 levels).
_MAZE_DEPTH, _MAZE_LINKS = 220, 30_000


class Oddity(Enum):
    """What a page does instead of simply being there."""

    MOVED = "its feed gives an old address, which redirects"
    FLAKY = "answers 500 twice, then works"
    FORBIDDEN = "answers 403 to everybody; only the feed has the text"
    MISSING = "answers 404"
    ENDLESS = "sends for ever"
    MAZE = "keeps an extractor busy for a minute"
    HIDDEN = "is closed to robots by robots.txt"


ODDITIES: dict[str, Oddity] = {
    "bern-hosts-quiet-talks-on-detained-crew": Oddity.MOVED,
    "helsinki-summons-russian-ambassador-over-airspace": Oddity.FLAKY,
    "wellington-sends-relief-flight-to-tonga": Oddity.FORBIDDEN,
    "notes-from-a-cancelled-reception": Oddity.MISSING,
    "the-speech-that-would-not-end": Oddity.ENDLESS,
    "who-sits-where-a-protocol-maze": Oddity.MAZE,
    "letters-to-the-members": Oddity.HIDDEN,
}

#: Oddities after which there is an article all the same.
_HARMLESS = frozenset({Oddity.MOVED, Oddity.FLAKY, Oddity.FORBIDDEN})

#: Requests that a flaky page answers with 500 before it works.
FLAKY_FAILURES = 2


def oddity(story: Story) -> Oddity | None:
    """Return how the story's page misbehaves, or None."""
    return ODDITIES.get(story.slug)


def becomes_article(story: Story) -> bool:
    """Return whether a sound pipeline ends up with the story as an article."""
    odd = oddity(story)
    return odd is None or odd in _HARMLESS


def listed_address(story: Story) -> str | None:
    """Return the address feeds give where it is not the page's own: the old one of a page that moved."""
    if oddity(story) is Oddity.MOVED:
        return f"/{story.site}/index.asp?article={story.number}"
    return None


def endless_beginning(story: Story) -> bytes:
    """Return the first bytes of the page that never ends."""
    return f"<!DOCTYPE html><html><head><title>{story.title}</title></head><body><article>".encode()


def endless_part(number: int) -> bytes:
    """Return one further part, about 16 kB, of the page that never ends."""
    return (f"<p>{number}. The delegate thanked the chair and went on to his next point. </p>" * 200).encode()


def maze(story: Story) -> bytes:
    """Return a page of deeply nested blocks around very many links, about 1.1 MB."""
    links = "".join(f'<a href="#{i}">seat {i} of row</a> ' for i in range(_MAZE_LINKS))
    body = "<div>" * _MAZE_DEPTH + links + "</div>" * _MAZE_DEPTH
    return f"<!DOCTYPE html><html><head><title>{story.title}</title></head><body>{body}</body></html>".encode()
