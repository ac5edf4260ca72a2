"""`attache explain`: finds the text that is meant, has it explained, and prints it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date

from pipeline.console import write
from pipeline.knowledge import load_coder
from pipeline.subjects import Subject, subjects
from schemas.errors import ConfigError
from transforms.events.dates import day_of
from transforms.events.explain import Explained
from transforms.events.explain import explain as explained


def explain(args: argparse.Namespace) -> int:
    """Print why each sentence of what the arguments name is coded as it is."""
    day = _day(args.published)
    coder = load_coder(args.lexicon)
    for subject in subjects(args, day):
        sentences = _wanted(subject, explained(coder, subject.sections, subject.published))
        if args.json:
            for sentence in sentences:
                write(json.dumps(subject.head() | sentence.as_dict(), ensure_ascii=False))
        else:
            from pipeline.explanation import show

            show(subject, list(sentences))
    return 0


def _wanted(subject: Subject, sentences: list[Explained]) -> Iterator[Explained]:
    """Of an article of a lake only the sentences that its events stand in are wanted."""
    wanted = {(row.section, row.sentence_start) for row in subject.recorded}
    return (one for one in sentences if not wanted or (one.section, one.start) in wanted)


def _day(published: str | None) -> date | None:
    day = day_of(published)
    if published and day is None:
        raise ConfigError(f"--published {published} is no date", "give a day such as 2017-05-10")
    return day
