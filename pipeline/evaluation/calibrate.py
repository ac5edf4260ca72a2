"""Fit the confidence of events to gold.

    python -m pipeline.evaluation.calibrate [--gold DIR] [--check DIR ...] [--write]

An event is right if gold has one of its type and evidence with the same countries on both sides (see `scoring`);
gold of certainty 1 counts as gold. Half of the texts fits the weights, the other half checks them, and the other way
round; --write fits the table that the coder reads to all of them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluation.fitting import RIDGE, Example, fit
from pipeline.evaluation.gold import Case, load_articles, load_gold
from pipeline.evaluation.scoring import dyad_right, pair
from schemas.errors import AttacheError
from transforms.events.api import events_of_article, sections_of_text
from transforms.events.coder import Coder
from transforms.events.dates.dates import day_of
from transforms.events.document.coded import CodedEvent
from transforms.events.lexicon.weights import BASE, Weights

TABLE = Path(__file__).resolve().parents[2] / "transforms/events/data/en/confidence.tsv"
#: What users are told to rely on: of events at least this sure about four in five are right.
SURE = 0.8
_BINS = 10
_HEAD = """\
# What the signs of an event say about whether it is right; written by python -m pipeline.evaluation.calibrate --write.
# The weights of an event's signs are added up; the sum is the log of the odds that it is right (docs/confidence.md).
# sign (question=answer; any: every event)   weight   n (gold's events that show it)   share of them that are right
"""


@dataclass(frozen=True, slots=True)
class Guess:
    """An event's confidence and whether the event is right."""

    confidence: float
    right: bool


def examples(coder: Coder, cases: Iterable[Case]) -> list[list[Example]]:
    """Return for each text what was coded in it."""
    return [list(_examples(case, events_of(coder, case))) for case in cases]


def _examples(case: Case, events: Sequence[CodedEvent]) -> Iterator[Example]:
    coded = [event.as_dict() for event in events]
    right = {c for g, c in pair(case.events, coded).items() if dyad_right(coded[c], case.events[g])}
    return (Example(event.signs, c in right) for c, event in enumerate(events))


def events_of(coder: Coder, case: Case) -> list[CodedEvent]:
    """Return what the coder finds in a case: in a sentence events of every scope, in an article international ones."""
    if case.whole:
        return events_of_article(coder, case.article)
    return coder.code(sections_of_text(case.article["text"]), day_of(case.article["published"] or None))


def guesses(weights: Weights, found: Iterable[Example]) -> list[Guess]:
    """Return how sure the weights are of each example."""
    return [Guess(weights.confidence(example.signs), example.right) for example in found]


def halves(texts: Sequence[Sequence[Example]]) -> tuple[list[Example], list[Example]]:
    """Return the examples of every other text, and those of the texts between; no text is in both."""
    first, second = ([one for text in texts[start::2] for one in text] for start in (0, 1))
    return first, second


def crossed(texts: Sequence[Sequence[Example]], ridge: float = RIDGE) -> tuple[list[Guess], list[Guess]]:
    """Return the guesses on what was fitted and those on what was not, each half fitted once."""
    first, second = halves(texts)
    seen: list[Guess] = []
    unseen: list[Guess] = []
    for here, there in ((first, second), (second, first)):
        weights = Weights(fit(here, ridge))
        seen += guesses(weights, here)
        unseen += guesses(weights, there)
    return seen, unseen


def brier(found: Sequence[Guess]) -> float:
    """Return the mean squared distance of confidence from the truth; 0 is best, 0.25 is what a coin would have."""
    return sum((guess.confidence - guess.right) ** 2 for guess in found) / len(found) if found else 0.0


def sure(found: Sequence[Guess], least: float = SURE) -> tuple[float, int]:
    """Return the share of events with at least this confidence that are right, and how many there are."""
    chosen = [guess.right for guess in found if guess.confidence >= least]
    return (sum(chosen) / len(chosen) if chosen else 0.0), len(chosen)


def report(name: str, found: Sequence[Guess]) -> str:
    """Return the reliability table: in each tenth what was predicted, what is right, how many events."""
    share, n = sure(found)
    lines = [
        f"{name}: {len(found)} events, {sum(g.right for g in found) / max(len(found), 1):.3f} right, "
        f"Brier {brier(found):.3f}; of {n} at {SURE} or more {share:.3f} right"
    ]
    for tenth in range(_BINS):
        inside = [g for g in found if min(int(g.confidence * _BINS), _BINS - 1) == tenth]
        if inside:
            predicted = sum(g.confidence for g in inside) / len(inside)
            right = sum(g.right for g in inside) / len(inside)
            span = f"{tenth / _BINS:.1f}-{(tenth + 1) / _BINS:.1f}"
            lines.append(f"  {span}  predicted {predicted:.3f}  right {right:.3f}  n {len(inside)}")
    return "\n".join(lines)


def table(found: Sequence[Example]) -> str:
    """Return the text of confidence.tsv, fitted to the examples."""
    shown = Counter(sign for example in found for sign in (BASE, *example.signs))
    right = Counter(sign for example in found if example.right for sign in (BASE, *example.signs))
    rows = (f"{s}\t{w:.2f}\t{shown[s]}\t{right[s] / shown[s]:.2f}\n" for s, w in fit(found).items())
    return _HEAD + "".join(rows)


def arguments() -> argparse.ArgumentParser:
    """Return the command's options."""
    parser = argparse.ArgumentParser(
        prog="python -m pipeline.evaluation.calibrate", description=__doc__.splitlines()[0]
    )
    parser.add_argument(
        "--gold", type=Path, default=Path("tests/data/gold"), metavar="DIR", help="holds sentences/*.yaml"
    )
    parser.add_argument(
        "--check", type=Path, action="append", default=[], metavar="DIR", help="coded articles as *.json, never fitted"
    )
    parser.add_argument("--write", action="store_true", help=f"renew {TABLE.name}, fitted to all gold")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Print how reliable confidence is; 2 if the gold cannot be read."""
    args = arguments().parse_args(argv)
    try:
        coder = Coder.load()
        texts = examples(coder, load_gold(args.gold))
        checks = [(folder, examples(coder, load_articles(folder))) for folder in args.check]
    except AttacheError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    everything = [one for text in texts for one in text]
    seen, unseen = crossed(texts)
    lines = [report("fitted half", seen), report("other half", unseen)]
    weights = Weights(fit(everything))
    lines += [
        report(str(folder), guesses(weights, [one for text in found for one in text])) for folder, found in checks
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if args.write:
        TABLE.write_text(table(everything), encoding="utf-8")
        sys.stdout.write(f"wrote {TABLE.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
