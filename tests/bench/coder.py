"""The event coder's own speed: CPU of one core, in a process of its own.

python -m tests.bench.coder [folder of saved *.html pages]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timezone
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what is measured from the start is not to be loaded before
    from pipeline.evaluation.gold import Case
    from transforms.events.coder import Coder, Section

    Document = tuple[list[Section], date | None]

ROOT = Path(__file__).resolve().parents[2]

GOLD = ROOT / "tests/data/gold"
PARTS = ("title", "lead", "text")

#: Each set is coded this often and its best time counts: the rest is what else the machine does.
ROUNDS = 5


def coder_speed(pages: Path | None) -> None:
    """Run this module in a fresh process, so that imports and loading are measured cold."""
    folder = [] if pages is None else [str(pages.resolve())]
    subprocess.run([sys.executable, "-m", "tests.bench.coder", *folder], cwd=ROOT, check=True)


def main() -> None:
    """Print import, load, and sentences a second: over stories, press articles, lone sentences, and saved pages."""
    start = time.process_time()
    import transforms.events.api as api

    imported = time.process_time()
    coder = api.coder()
    loaded = time.process_time()
    say(f"event coder: import {imported - start:.2f} CPU s, load {loaded - imported:.2f} CPU s")

    from pipeline.evaluation.gold import load_press, load_sentences, load_stories
    from transforms.events.coder import ALL_SCOPES
    from transforms.events.text.sentences import split

    # articles are coded as a run codes them; the demo's stories tell an event in most sentences, the press in a few
    told = [case for case in load_sentences(GOLD / "sentences") if case.events]
    work = [
        ("stories of the demo", [*map(_document, load_stories())], api.INTERNATIONAL),
        ("press articles", [*map(_document, load_press(GOLD))], api.INTERNATIONAL),
        ("sentences with an event", [*map(_document, told)], ALL_SCOPES),
    ]
    work += [("saved pages in English", [*_saved(Path(folder))], api.INTERNATIONAL) for folder in sys.argv[1:]]
    for name, documents, scopes in work:
        sentences = sum(len(split(s.text, s.start, s.end)) for sections, _ in documents for s in sections)
        events, spent = min((_code(coder, documents, scopes) for _ in range(ROUNDS)), key=itemgetter(1))
        say(f"  {name:24} {sentences:5d} sentences {events:5d} events {sentences / spent:6.0f} sentences a CPU second")


def _document(case: Case) -> Document:
    """Return an article as a run hands it to the coder."""
    from transforms.events.api import sections_of
    from transforms.events.dates.dates import day_of

    return sections_of(*(case.article.get(part) for part in PARTS)), day_of(case.article.get("published"))


def _saved(folder: Path) -> Iterator[Document]:
    """Yield the articles on saved pages that the coder can read."""
    from schemas.article import Article, Page
    from schemas.feed import Entry
    from schemas.ids import article_id
    from transforms.articles.extraction import extract
    from transforms.events.api import sections_of
    from transforms.events.dates.dates import day_of

    now = datetime.now(timezone.utc)
    for path in sorted(folder.glob("*.html")):
        url = f"http://saved.example/{path.name}"
        found = extract(Page(Entry(article_id(url), url, url, ("saved",), now), url, now, path.read_bytes()))
        if isinstance(found, Article) and found.language == "en":
            yield sections_of(found.title, found.lead, found.text), day_of(found.published_at or now)


def _code(coder: Coder, documents: Iterable[Document], scopes: frozenset[str]) -> tuple[int, float]:
    """Code documents; return how many events they tell and the CPU seconds it took."""
    begun = time.process_time()
    events = sum(len(coder.code(sections, published, scopes)) for sections, published in documents)
    return events, time.process_time() - begun


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
