"""The event coder's own speed: CPU of one core, in a process of its own.

python -m tests.bench.coder
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

GOLD = ROOT / "tests/data/gold/sentences"
PARTS = ("title", "lead", "text")

#: Each text is coded this often, so that a slow clock does not decide.
ROUNDS = 3


def coder_speed() -> None:
    """Run this module in a fresh process, so that imports and loading are measured cold."""
    subprocess.run([sys.executable, "-m", "tests.bench.coder"], cwd=ROOT, check=True)


def main() -> None:
    """Print import, load, and sentences a second over whole articles and over sentences that all tell an event."""
    start = time.process_time()
    import transforms.events.api as api

    imported = time.process_time()
    coder = api.coder()
    loaded = time.process_time()
    say(f"event coder: import {imported - start:.2f} CPU s, load {loaded - imported:.2f} CPU s")

    from pipeline.gold import load_sentences, load_stories
    from transforms.events.api import sections_of
    from transforms.events.coder import ALL_SCOPES
    from transforms.events.sentences import split

    stories = [sections_of(*(case.article[part] for part in PARTS)) for case in load_stories()]
    rows = [sections_of(None, None, case.article["text"]) for case in load_sentences(GOLD) if case.events]
    work = (
        ("whole articles", stories, api.INTERNATIONAL),  # as a run codes them
        ("sentences with an event", rows, ALL_SCOPES),
    )
    for name, documents, scopes in work:
        sentences = sum(len(list(split(s.text, s.start, s.end))) for document in documents for s in document)
        begun = time.process_time()
        for _ in range(ROUNDS):
            for document in documents:
                coder.code(document, None, scopes)
        spent = (time.process_time() - begun) / ROUNDS
        say(f"  {name:24} {sentences:5d} sentences  {sentences / spent:6.0f} a CPU second")


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
