"""What each layer is worth can be measured: every one exists, and the coder is worse without it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.evaluation.ablation import _BEGIN, _END, PAGE, VARIANTS, in_page, measure, table
from pipeline.evaluation.gold import Case, load_sentences, load_stories
from pipeline.evaluation.scoring import Scores
from schemas.errors import ConfigError
from tests.conftest import ROOT
from transforms.events.api import coder, sections_of_text
from transforms.events.coder import Coder

DAY = date(2019, 3, 6)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Return every other text of the gold: the losses are large enough to show on half of it."""
    return [*load_sentences(ROOT / "tests/data/gold/sentences"), *load_stories()][::2]


@pytest.fixture(scope="module")
def whole(cases: list[Case]) -> Scores:
    return measure(VARIANTS["nothing"], coder(), cases)


def told(variant: str, text: str) -> list[str]:
    """Return type and countries of what a variant codes in a text."""
    coded = VARIANTS[variant].of(coder()).code(sections_of_text(text), DAY, VARIANTS[variant].scopes)
    return [
        f"{e.event_type} {'+'.join(p.country for p in e.source)}>{'+'.join(p.country for p in e.target)}" for e in coded
    ]


@pytest.mark.parametrize("layer", [name for name in VARIANTS if name != "nothing"])
def test_the_coder_is_worse_without_a_layer(layer: str, cases: list[Case], whole: Scores) -> None:
    without = measure(VARIANTS[layer], coder(), cases).figures()
    figures = whole.figures()
    assert any(without[name] < figures[name] - 0.005 for name in ("act_f1", "dyad_f1", "clean"))
    assert without["dyad_f1"] < figures["dyad_f1"]


@pytest.mark.parametrize(
    ("layer", "text", "coded"),
    [
        ("nothing", "Malta declined to meet Ghana.", ["REJECT MLT>GHA"]),
        ("operators", "Malta declined to meet Ghana.", ["CONSULT MLT>GHA"]),
        ("clauses", "Malta, which borders no one, met Ghana.", ["CONSULT MLT>GHA"]),
        ("nothing", "Police arrested a man.", []),
        ("actor requirement", "Police arrested a man.", ["COERCE >"]),
        ("nothing", "Malta hit a record against Ghana.", []),
        ("stop idioms", "Malta hit a record against Ghana.", ["ASSAULT MLT>GHA"]),
        ("nothing", "Malta's leader fell out with Ghana's. The two countries met.", ["CONSULT MLT>GHA"]),
        ("document resolution", "Malta's leader fell out with Ghana's. The two countries met.", []),
    ],
)
def test_what_stands_in_for_a_layer(layer: str, text: str, coded: list[str]) -> None:
    assert told(layer, text) == coded


def test_a_variant_leaves_the_coder_as_it_was() -> None:
    before = coder()
    for variant in VARIANTS.values():
        variant.of(before)
    assert before.layers == Coder(before.lexicon, before.gazetteer).layers
    assert before.lexicon.stops
    assert before.lexicon.noun_operators


def test_the_page_tells_of_every_layer() -> None:
    page = (ROOT / PAGE).read_text(encoding="utf-8")
    shown = page.partition(_BEGIN)[2].partition(_END)[0]
    assert [line.split(" | ")[0].removeprefix("| ") for line in shown.strip().splitlines()[2:]] == list(VARIANTS)


def test_the_table_is_put_where_the_page_has_its_place() -> None:
    row = table([("nothing", [Scores(), Scores()])]).splitlines()[2]
    assert row.startswith("| nothing | 0.000 |")
    assert in_page(f"a\n{_BEGIN}\nold\n{_END}\nb\n", "new\n") == f"a\n{_BEGIN}\nnew\n{_END}\nb\n"
    with pytest.raises(ConfigError, match="no place for the table"):
        in_page("no marks", "new\n")


def test_gold_that_is_not_there_is_a_user_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from pipeline.evaluation.ablation import main

    assert main(["--gold", str(tmp_path)]) == 2
    assert "no gold in" in capsys.readouterr().err
