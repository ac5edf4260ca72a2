"""PETRARCH's dictionaries are read as they are, and what has no counterpart is told.

The specimens in tests/data/events/petrarch are in PETRARCH's formats and say nothing that its dictionaries say.
"""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.errors import ConfigError
from tests.conftest import ROOT
from transforms.events.coder import Coder, Section
from transforms.events.gazetteer.entries import FILES
from transforms.events.petrarch.actors import actors
from transforms.events.petrarch.dictionaries import actor
from transforms.events.petrarch.discards import Discards
from transforms.events.petrarch.verbs import verbs

FOLDER = ROOT / "tests/data/events/petrarch"
DAY = date(2007, 5, 8)
READERS = {table: read for table, _, read in FILES}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load([FOLDER])


def side(actors: list[dict[str, str]]) -> str:
    return ",".join(f"{one['name']} {one['country']} {one['sector']}".strip() for one in actors)


def told(coder: Coder, text: str, day: date = DAY) -> list[str]:
    events = [event.as_dict() for event in coder.code([Section("text", text)], day)]
    return [f"{e['event_type']}/{e['mode'] or '-'} {side(e['source'])} > {side(e['target'])}" for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carpathia praised France.", "SUPPORT/- Romania ROU > France FRA"),
        ("The QRP attacked French soldiers.", "ASSAULT/- Quorvian River Patrol GEO MIL > French soldiers FRA MIL"),
        ("Dorsenne fighters attacked Romania.", "ASSAULT/- Dorsenne Militia FRA REB > Romania ROU"),
        ("The Greymane Brigade attacked Romania.", "ASSAULT/- Greymane Brigade IMG REB > Romania ROU"),
        ("A Georgian toll guard arrested French ore thieves.", "COERCE/arrest Georgian toll guard GEO COP > French"),
        ("A relief rota praised Romania.", "SUPPORT/- relief rota NGO > Romania ROU"),
    ],
)
def test_actors_and_agents_are_understood(coder: Coder, text: str, expected: str) -> None:
    (event,) = told(coder, text)
    assert event.startswith(expected)


@pytest.mark.parametrize(
    ("day", "sector"), [(date(2003, 5, 8), "LEG"), (date(2007, 5, 8), "GOV"), (date(1999, 5, 8), "ELI")]
)
def test_codes_hold_for_their_days(coder: Coder, day: date, sector: str) -> None:
    assert told(coder, "Telva Marishko praised France.", day) == [f"SUPPORT/- Telva Marishko GEO {sector} > France FRA"]


def test_what_the_package_knows_better_stays(tmp_path: Path) -> None:
    """A flat file does not say that French is an adjective and Paris a capital."""
    (tmp_path / "flat.actors.txt").write_text("FRANCE_ [FRA]\n+FRENCH_\n+PARIS_\n+GALLIA_\n", encoding="utf-8")
    coder = Coder.load([tmp_path])
    assert told(coder, "French soldiers attacked Togo.") == ["ASSAULT/- French soldiers FRA MIL > Togo TGO"]
    assert told(coder, "Paris praised Togo.") == ["SUPPORT/- Paris FRA GOV > Togo TGO"]
    assert told(coder, "Gallia praised Togo.") == ["SUPPORT/- France FRA > Togo TGO"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ROM", ("ROU", "")),
        ("AFGGOVMIL", ("AFG", "GOV")),
        ("KSVINS", ("XKX", "REB")),
        ("USAMED", ("USA", "JRN")),
        ("IGOUNOHCR", ("UNO", "")),
        ("IGOEUREEC", ("EUR", "")),
        ("IGOWSTNAT", ("IGO", "")),
        ("NGOHRI", ("NGO", "SOC")),
        ("WST", None),
        ("MIL", None),
    ],
)
def test_codes_become_ours(code: str, expected: tuple[str, str] | None) -> None:
    assert actor(code) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France hobnobbed with Togo.", ["CONSULT/- France FRA > Togo TGO"]),
        ("France hobnobbed with Togo about barges.", ["CONSULT/visit France FRA > Togo TGO"]),
        ("France hobnobbed with Togo about a river boat.", ["CONSULT/visit France FRA > Togo TGO"]),
        ("France hobnobbed over breakfast with Togo.", []),
        ("France trounced Togo.", ["ACCUSE/disapprove France FRA > Togo TGO"]),
        ("France smithers with Togo.", ["AGREE/- France FRA > Togo TGO"]),
        ("France cleared away mines in Togo.", ["RETREAT/disarm France FRA > Togo TGO"]),
    ],
)
def test_verbs_and_their_patterns_tell(coder: Coder, text: str, expected: list[str]) -> None:
    assert told(coder, text) == expected


def test_a_pattern_keeps_its_cameo_code(coder: Coder) -> None:
    (event,) = coder.code([Section("text", "France hobnobbed with Togo about barges.")], DAY)
    assert event.as_dict()["cameo_code"] == "042"
    assert event.as_dict()["rule_id"].endswith("our.verbs.txt:13")


def test_a_verb_alone_does_not_undo_our_operator(tmp_path: Path) -> None:
    (tmp_path / "few.verbs.txt").write_text("--- REFUSE [120] ---\nREFUSE\nSAY [010]\n", encoding="utf-8")
    coder = Coder.load([tmp_path])
    assert told(coder, "Chad refused to meet Togo.") == ["REJECT/meet Chad TCD > Togo TGO"]
    assert told(coder, "Chad said Mali attacked Togo.") == ["ASSAULT/- Mali MLI > Togo TGO"]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("France attacked Togo.", 1),
        ("France attacked Togo during a curling match.", 0),
        ("France attacked Togo. A curlingstone lay there.", 1),
        ("France attacked Togo after group Q.", 0),
        ("France attacked Togo after group Queen.", 1),
        ("France attacked Togo. The regatta finals were held.", 0),
    ],
)
def test_discards_leave_out_sentences_and_documents(coder: Coder, text: str, events: int) -> None:
    assert len(told(coder, text)) == events


def test_a_discard_is_explained(coder: Coder) -> None:
    traces = [trace for trace, _ in coder.sentences([Section("text", "France met Togo at curling.")], DAY)]
    assert [refusal.rule.rpartition("/")[2] for trace in traces for refusal in trace.refusals] == ["our.discards.txt:2"]


def test_what_was_passed_over_is_counted(coder: Coder) -> None:
    remarks = {remark.split(": ")[0].rpartition("/")[2]: remark for remark in coder.remarks}
    assert "2 without the code of a country or body (first in line 26)" in remarks["Our.Countries.actors.txt"]
    assert "1 whose dates cannot be read (first in line 27)" in remarks["Our.Countries.actors.txt"]
    assert "1 without a code like [~GOV] (first in line 8)" in remarks["our.agents.txt"]
    assert "1 patterns with words before the verb (first in line 21)" in remarks["our.verbs.txt"]
    assert "our.discards.txt" not in remarks


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("x.actors.txt", "+SYNONYM\nNAME [FRA]", "x.actors.txt:1: '+SYNONYM' stands before any name"),
        ("x.actors.txt", "[FRAGOV 010101-020202]", "x.actors.txt:1: "),
        ("x.actors.txt", "NAME [FRA]\n<!-- begun\nOTHER [FRA]", "x.actors.txt:2: the comment has no end"),
        ("x.verbs.txt", "--- MEET [040] ---\n- * WITH + [040]", "x.verbs.txt:2: a pattern stands before any verb"),
        ("x.agents.txt", "# nothing", "x.agents.txt: no line can be used: it is empty"),
        ("x.agents.txt", "KEEPER\nGUARD [COP]", "no line can be used: 2 without a code like [~GOV] (first in line 1)"),
    ],
)
def test_a_file_that_would_be_misread_is_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Coder.load([tmp_path])
    assert problem in caught.value.problem
    assert caught.value.remedy


def test_latin_1_survives(tmp_path: Path) -> None:
    (tmp_path / "old.actors.txt").write_bytes("FRONT_DE_LA_VÉRITÉ_ [TCDREB]\n".encode("latin-1"))
    (line,) = actors([tmp_path])[0]
    assert line[2] == ["TCD", "REB", "Front De La Vérité, Front de la vérité"]
    assert told(Coder.load([tmp_path]), "The Front de la Vérité praised Togo.") == [
        "SUPPORT/- Front De La Vérité TCD REB > Togo TGO"
    ]


def test_a_set_of_many_phrases_keeps_its_single_words(tmp_path: Path) -> None:
    phrases = "\n".join(f"+BIG_{chr(97 + i)}{chr(97 + j)}" for i in range(8) for j in range(8))
    text = f"&THING\n+STONE\n{phrases}\n\n--- LIFT [040] ---\nHEAVE\n- * &THING [190]\n"
    (tmp_path / "x.verbs.txt").write_text(text, encoding="utf-8")
    rows = verbs([tmp_path]).rows["triggers.tsv"]
    assert rows[1].cells[0] == "heave stone|stones"
    assert len(rows) == 51


LINES = st.lists(
    st.text(alphabet="AB_+-*&!~[]{}()<>:;#$%^=|, 019GOVFRA\t", max_size=24)
    | st.sampled_from(
        ["--- A [040] ---", "A [FRAGOV <20010101]", "+B_", "- * TO + [042:042]", "&C", "!D! = A, B", "A!D! {B} [~GOV]"]
    ),
    max_size=8,
)


@pytest.mark.parametrize("kind", ["actors", "agents", "discards", "verbs"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_no_file_is_a_bug(tmp_path: Path, kind: str, lines: list[str]) -> None:
    """Whatever stands in a dictionary, it is read, passed over or refused with a message; what is read can be used."""
    (tmp_path / f"any.{kind}.txt").write_text("\n".join(lines), encoding="utf-8")
    with contextlib.suppress(ConfigError):
        for table, _, cells in actors([tmp_path])[0]:
            list(READERS[table](("here:1", cells)))
        translated = verbs([tmp_path])
        assert all(row.cells[0].strip() for rows in translated.rows.values() for row in rows)
        Discards.load([tmp_path])
