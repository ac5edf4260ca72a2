"""Measure what each layer of the event coder is worth: `python -m pipeline.evaluation.ablation [--gold DIR] [--write]`.

The project's gold is coded with one layer off at a time and scored by what a lake keeps: the international events of
sentences and of articles. --write renews the table in docs/ablation.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.evaluation import crude
from pipeline.evaluation.gold import Case, Event, load_sentences, load_stories
from pipeline.evaluation.score import as_kept
from pipeline.evaluation.scoring import Scores, score
from schemas.errors import AttacheError, ConfigError
from transforms.events.api import sections_of, sections_of_text
from transforms.events.coder import ALL_SCOPES, INTERNATIONAL, Coder
from transforms.events.dates.dates import day_of
from transforms.events.layers import Layers
from transforms.events.lexicon.lexicon import Lexicon

PAGE = Path("docs/ablation.md")
_BEGIN, _END = "<!-- table: python -m pipeline.evaluation.ablation --write -->", "<!-- end of table -->"
FIGURES = ("act_f1", "act_precision", "dyad_f1", "clean")
_HEAD = ("act F1", "precision", "dyad F1", "clean")


def _same(lexicon: Lexicon) -> Lexicon:
    return lexicon


@dataclass(frozen=True, slots=True)
class Variant:
    """A coder without one layer: what stands in for it, which lexicon it reads, which events it lets pass."""

    layers: Layers = field(default_factory=Layers)
    lexicon: Callable[[Lexicon], Lexicon] = _same
    scopes: frozenset[str] = INTERNATIONAL

    def of(self, coder: Coder) -> Coder:
        """Return the coder changed."""
        return Coder(self.lexicon(coder.lexicon), coder.gazetteer, self.layers)


VARIANTS = {
    "nothing": Variant(),
    "clauses": Variant(Layers(clauses=crude.nearest_names)),
    "operators": Variant(Layers(reader=crude.Unshaded), crude.triggers_alone),
    "actor requirement": Variant(Layers(unsaid=crude.nothing_lacks), scopes=ALL_SCOPES),
    "document resolution": Variant(Layers(actors=crude.Forgetful, fill=crude.fill_nothing)),
    "stop idioms": Variant(lexicon=crude.no_stops),
}


def measure(variant: Variant, coder: Coder, cases: Iterable[Case]) -> Scores:
    """Return the scores of a variant of `coder` on what a lake keeps of the cases."""
    changed = variant.of(coder)

    def predict(case: Case) -> Sequence[Event]:
        article = case.article
        sections = sections_of(article["title"], article["lead"], article["text"])
        events = changed.code(
            sections if case.whole else sections_of_text(article["text"]),
            day_of(article["published"] or None),
            variant.scopes,
        )
        return [event.as_dict() for event in events]

    return score(map(as_kept, cases), predict)


def table(rows: Iterable[tuple[str, Sequence[Scores]]]) -> str:
    """Return the table as Markdown: a row a layer, for each set of texts the figures."""
    sets = ("sentences", "articles")
    head = ["without", *(f"{name}: {figure}" for name in sets for figure in _HEAD)]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for name, scores in rows:
        figures = [one.figures() for one in scores]
        lines.append([name, *(f"{of.get(figure, 0.0):.3f}" for of in figures for figure in FIGURES)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def in_page(page: str, new: str) -> str:
    """Return a page with the table between its two marks renewed; ConfigError where it has none."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ConfigError(f"{PAGE} has no place for the table", f"put {_BEGIN} and {_END} there")
    return f"{before}{begin}\n{new}{end}{after}"


def all_rows(coder: Coder, *sets: Sequence[Case]) -> Iterator[tuple[str, list[Scores]]]:
    """Yield for each variant its name and its scores on each set."""
    for name, variant in VARIANTS.items():
        yield name, [measure(variant, coder, cases) for cases in sets]


def arguments() -> argparse.ArgumentParser:
    """Return the command's options."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluation.ablation", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--gold", type=Path, default=Path("tests/data/gold"), metavar="DIR", help="holds sentences/*.yaml"
    )
    parser.add_argument("--write", action="store_true", help=f"renew the table in {PAGE}")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table; 2 if the gold or the page cannot be read."""
    args = arguments().parse_args(argv)
    try:
        new = table(all_rows(Coder.load(), load_sentences(args.gold / "sentences"), load_stories()))
        sys.stdout.write(new)
        if args.write:
            PAGE.write_text(in_page(_read(PAGE), new), encoding="utf-8")
    except AttacheError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def _read(page: Path) -> str:
    try:
        return page.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{page} cannot be read: {error}", "run this in a checkout's folder") from error


if __name__ == "__main__":
    sys.exit(main())
