"""`attache explain`: finds the text that is meant, has it explained, and prints it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from pipeline.console import write_json
from pipeline.inputs import day_given
from pipeline.knowledge import load_coder
from pipeline.subjects import Subject, subjects
from transforms.events.explain import Explained
from transforms.events.explain import explain as explained


def explain(args: argparse.Namespace) -> int:
    """Print why each sentence of what the arguments name is coded as it is."""
    day = day_given(args.published)
    coder = load_coder(args.lexicon)
    for subject in subjects(args, day):
        sentences = _wanted(subject, explained(coder, subject.sections, subject.published))
        if args.json:
            for sentence in sentences:
                write_json(subject.head() | sentence.as_dict())
        else:
            from pipeline.explanation import show

            show(subject, list(sentences))
    return 0


def _wanted(subject: Subject, sentences: list[Explained]) -> Iterator[Explained]:
    """Of an article of a lake only the sentences that its events stand in are wanted."""
    wanted = {(row.section, row.sentence_start) for row in subject.recorded}
    return (one for one in sentences if not wanted or (one.section, one.start) in wanted)
