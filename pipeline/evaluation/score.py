"""Measure the event coder on the project's gold.

python -m pipeline.evaluation.score [--gold DIR] [--floors FILE] [-v]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.evaluation.gold import MODES, Case, Event, load_everyday, load_press, load_sentences, load_stories
from pipeline.evaluation.scoring import FIELDS, Predict, Scores, Tally, score
from schemas.errors import AttacheError, ConfigError

# Where a checkout keeps its floors; elsewhere there are none unless --floors names some.
FLOORS = Path("tests/gates/floors.json")


def code(case: Case) -> Sequence[Event]:
    """Return what the project's coder finds: events of every scope in a sentence, international ones in an article."""
    from transforms.events import tag, tag_article  # the lexicon is loaded only where it is needed

    if case.whole:
        return list(tag_article(dict(case.article)))
    return list(tag(case.article["text"], case.article["published"] or None))


def as_kept(case: Case) -> Case:
    """Return the case as a run codes it, as an article, and with the events a lake keeps: the international ones."""
    return replace(case, events=tuple(event for event in case.events if event["scope"] == "international"), whole=True)


def score_all(
    sentences: Sequence[Case],
    articles: Sequence[Case],
    predict: Predict,
    press: Sequence[Case] = (),
    everyday: Sequence[Case] = (),
) -> dict[str, Scores]:
    """Return the scores by set: sentences with events of every scope, the same as a lake keeps them, and articles.

    The articles are the stories, those of the press and those of everyday news; sets without any are left out.
    """
    sets = {
        "sentences": score(sentences, predict),
        "international": score(map(as_kept, sentences), predict),
        "articles": score(articles, predict),
    }
    others = {"press": press, "everyday": everyday}
    return sets | {name: score(cases, predict) for name, cases in others.items() if cases}


def report(name: str, scores: Scores) -> str:
    """Return the figures of one set of cases as a table."""
    figures = scores.figures()
    lines = [f"{name}: {scores.texts} texts, {scores.event_free} without event"]
    for kind in ("act", "dyad"):
        tally: Tally = getattr(scores, kind)
        lines.append(f"  {kind:10s} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}")
    lines += [f"  {f:10s} {figures[f]:.3f} of {scores.compared[f]}" for f in FIELDS if f in figures]
    if scores.event_free:
        lines.append(f"  {'clean':10s} {figures['clean']:.3f} of {scores.event_free}")
    for kind in [k for k in MODES if k in scores.types]:
        tally = scores.types[kind]
        ratios = f"P {tally.precision:.2f}  R {tally.recall:.2f}  F1 {tally.f1:.2f}"
        lines.append(f"    {kind:10s} {ratios}  n {tally.hits + tally.misses}")
    return "\n".join(lines)


def below(floors: Mapping[str, Mapping[str, float]], sets: Mapping[str, Scores]) -> list[str]:
    """Return the floors that are not met, each as a line; a floor on a figure that does not exist is not met."""
    lines = []
    for name, wanted in floors.items():
        figures = sets[name].figures() if name in sets else {}
        lines += [
            f"{name} {figure} is {figures.get(figure, 0.0):.3f}, its floor is {floor}"
            for figure, floor in wanted.items()
            if figures.get(figure, 0.0) < floor
        ]
    return lines


def read_floors(file: Path) -> dict[str, dict[str, float]]:
    """Return the floors: set (sentences, international, articles, press, everyday) to figure to least value."""
    try:
        floors: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"floors {file} cannot be read: {error}", "name a JSON file with --floors") from error
    return floors


def arguments() -> argparse.ArgumentParser:
    """Return the command's options."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation.score", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--gold",
        type=Path,
        default=Path("tests/data/gold"),
        metavar="DIR",
        help="holds sentences/*.yaml, maybe articles/*.yaml and everyday/*.yaml",
    )
    parser.add_argument(
        "--floors", type=Path, metavar="FILE", help=f"least figures as JSON, exit 1 below; {FLOORS} if it is there"
    )
    parser.add_argument("-v", action="store_true", help="list what was missed, extra and wrong")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if a floor is not met, 2 if the gold cannot be read."""
    args = arguments().parse_args(argv)
    try:
        floors = read_floors(args.floors or FLOORS) if args.floors or FLOORS.is_file() else {}
        sentences, articles = load_sentences(args.gold / "sentences"), load_stories()
        press, everyday = load_press(args.gold), load_everyday(args.gold)
    except AttacheError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sets = score_all(sentences, articles, code, press, everyday)
    for name, scores in sets.items():
        sys.stdout.write("\n".join([report(name, scores), *(scores.remarks if args.v else [])]) + "\n")
    missed = below(floors, sets)
    sys.stdout.write("".join(f"BELOW {line}\n" for line in missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
