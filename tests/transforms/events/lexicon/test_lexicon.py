"""The lexicon's tables are checked line by line, and verbs are inflected by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.errors import ConfigError
from transforms.events.lexicon import codes
from transforms.events.lexicon.lexicon import Lexicon
from transforms.events.lexicon.loading import load as load_lexicon
from transforms.events.text.inflect import plural, verb_forms


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("visit", ["visit", "visits", "visited", "visiting"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("deny", ["deny", "denies", "denied", "denying"]),
        ("stop", ["stop", "stops", "stopped", "stopping"]),
        ("die", ["die", "dies", "died", "dying"]),
        ("tax", ["tax", "taxes", "taxed", "taxing"]),
    ],
)
def test_regular_verbs_are_inflected(base: str, forms: list[str]) -> None:
    assert list(verb_forms(base)) == forms


def test_plurals() -> None:
    assert [plural(noun) for noun in ("attack", "army", "day", "speech", "embargo")] == [
        "attacks",
        "armies",
        "days",
        "speeches",
        "embargoes",
    ]


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("triggers.tsv", "hug\tEMBRACE\t-\tobj\t-\t-", "no such event type: 'EMBRACE'"),
        ("triggers.tsv", "hug\tSUPPORT\tvisit\tobj\t-\t-", "SUPPORT has no mode 'visit'"),
        ("triggers.tsv", "hug\tSUPPORT\t-\tobj\t-\tfuzzy", "no such flag: fuzzy"),
        ("triggers.tsv", "hug @bears\tSUPPORT\t-\tobj\t-\t-", "no such set of words: @bears"),
        ("operators.tsv", "muse\tponder\t-\t-\t-\t-\t-", "no such operator: 'ponder'"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, table: str, line: str, problem: str) -> None:
    (tmp_path / table).write_text(f"# mine\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_lexicon([tmp_path])
    assert problem in str(raised.value)
    assert f"{table}:2" in str(raised.value)


def test_an_overlay_adds_a_verb(tmp_path: Path) -> None:
    (tmp_path / "triggers.tsv").write_text("serenade\tSUPPORT\t-\tobj\t-\t-\n", encoding="latin-1")
    changed = load_lexicon([tmp_path])
    assert changed.forms["serenaded"] == ("serenade", "DN")
    assert changed.version != load_lexicon().version


def test_every_type_and_mode_has_codes_and_every_code_a_score() -> None:
    for event_type, modes in codes.MODES.items():
        for mode in (None, *modes) if event_type else ():
            code = codes.cameo(event_type, mode, ())
            assert codes.goldstein(code) is not None
            assert codes.plover_score(event_type, mode) is not None


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "code"),
    [
        ("CONSULT", "phone", (), "041"),
        ("CONSULT", "visit", (), "042"),
        ("AID", None, ("military",), "072"),
        ("COERCE", "arrest", (), "173"),
    ],
)
def test_cameo_codes(event_type: str, mode: str | None, contexts: tuple[str, ...], code: str) -> None:
    assert codes.cameo(event_type, mode, contexts) == code


def test_scores_that_are_easily_got_wrong() -> None:
    assert codes.QUAD["PROTEST"] == 4
    assert codes.plover_score("ACCUSE", None) == -3.0


def test_each_type_has_words_of_its_own(lexicon: Lexicon) -> None:
    told = {verb.type for verbs in lexicon.verbs.values() for verb in verbs}
    assert told >= set(codes.QUAD) - {"CONCEDE"}
