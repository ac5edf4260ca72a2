"""A user's folder comes before the package's files, and says where it is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.errors import ConfigError
from tests.conftest import ROOT
from transforms.events.coder import Coder, Section
from transforms.events.files.overlays import FIXED, package_text

DAY = date(2024, 5, 8)


def told(coder: Coder, text: str) -> list[str]:
    """Return the events of a sentence as "TYPE/mode SOURCE>TARGET"."""
    events = [event.as_dict() for event in coder.code([Section("text", text)], DAY)]
    sides = [[",".join(a["country"] or "?" for a in event[side]) for side in ("source", "target")] for event in events]
    return [f"{e['event_type']}/{e['mode'] or '-'} {s}>{t}" for e, (s, t) in zip(events, sides, strict=True)]


@pytest.fixture(scope="module")
def plain() -> Coder:
    return Coder.load()


def overlay(folder: Path, **tables: str) -> Coder:
    for name, lines in tables.items():
        (folder / f"{name}.tsv").write_text(lines.replace("|", "\t"), encoding="utf-8")
    return Coder.load([folder])


@pytest.mark.parametrize(
    ("table", "lines", "text", "before", "after"),
    [
        ("triggers", "palaver|CONSULT|-|with", "Chad palavered with Togo.", [], ["CONSULT/- TCD>TGO"]),
        ("triggers", "praise|AID|-|obj", "Chad praised Togo.", ["SUPPORT/- TCD>TGO"], ["AID/- TCD>TGO"]),
        ("triggers", "praise|-|-|-|-|stop", "Chad praised Togo.", ["SUPPORT/- TCD>TGO"], []),
        ("stop_phrases", "praised", "Chad praised Togo.", ["SUPPORT/- TCD>TGO"], []),
        (
            "rewrites",
            "refuse|CONSULT|THREATEN|relations",
            "Chad refused to meet Togo.",
            ["REJECT/meet TCD>TGO"],
            ["THREATEN/relations TCD>TGO"],
        ),
        ("countries", "TGO|Togo|Ewelandia", "Chad praised Ewelandia.", ["SUPPORT/- TCD>?"], ["SUPPORT/- TCD>TGO"]),
        (
            "leaders",
            "TGO|Ayoko Mensavi||president 2020-01..",
            "Ayoko Mensavi praised Chad.",
            ["SUPPORT/- >TCD"],
            ["SUPPORT/- TGO>TCD"],
        ),
        (
            "organisations",
            "IGO|GOV|Council of Lagoons",
            "The Council of Lagoons praised Chad.",
            ["SUPPORT/- ?>TCD"],
            ["SUPPORT/- IGO>TCD"],
        ),
        ("groups", "TCD|REB|Togo", "Mali praised Togo.", ["SUPPORT/- MLI>TGO"], ["SUPPORT/- MLI>TCD"]),
    ],
)
def test_a_line_of_the_user_counts(
    plain: Coder, tmp_path: Path, table: str, lines: str, text: str, before: list[str], after: list[str]
) -> None:
    assert told(plain, text) == before
    assert told(overlay(tmp_path, **{table: lines}), text) == after


def test_a_place_of_the_user_is_found(tmp_path: Path) -> None:
    coder = overlay(tmp_path, places="Lagoon Point||TGO|6.10|1.20|city")
    (event,) = coder.code([Section("text", "Chad met Togo in Lagoon Point.")], DAY)
    assert (event.place, event.place_country, event.latitude) == ("Lagoon Point", "TGO", 6.1)


def test_the_last_folder_comes_first(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    for folder, event_type in ((first, "AID"), (last, "ACCUSE")):
        folder.mkdir()
        (folder / "triggers.tsv").write_text(f"palaver\t{event_type}\t-\twith\n", encoding="utf-8")
    assert told(Coder.load([first, last]), "Chad palavered with Togo.") == ["ACCUSE/- TCD>TGO"]


def test_the_version_tells_what_was_read(plain: Coder, tmp_path: Path) -> None:
    versions = {plain.version}
    for table, line in (
        ("triggers", "palaver|CONSULT"),
        ("groups", "TCD|REB|Lagoon Front"),
        ("given_names", "f|Ayoko"),
    ):
        folder = tmp_path / table
        folder.mkdir()
        versions.add(overlay(folder, **{table: line}).version)
    assert len(versions) == 4
    assert Coder.load().version == plain.version


def test_latin_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "groups.tsv").write_bytes("TCD\tREB\tFront de la Vérité\n".encode("latin-1"))
    assert told(Coder.load([tmp_path]), "The Front de la Vérité praised Togo.") == ["SUPPORT/- TCD>TGO"]


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("triggers", "palaver", "1 of the first 2 columns filled"),
        ("triggers", "palaver|PARLEY", "no such event type: 'PARLEY'"),
        ("triggers", "palaver|CONSULT|loud", "CONSULT has no mode 'loud'"),
        ("triggers", "palaver|CONSULT|-|with|-|loud", "no such flag: loud"),
        ("triggers", "palaver|-", "1 of the first 2|a trigger needs a type"),
        ("operators", "palaver|guess", "no such operator: 'guess'"),
        ("rewrites", "refuse|CONSULT|REJECT", "3 of the first 4 columns filled"),
        ("nominals", "|consult|CONSULT", "columns filled"),
        ("groups", "Chad|REB|Lagoon Front", "'Chad' is no code of a country or non-state"),
        ("groups", "TCD|RBL|Lagoon Front", "unknown sector 'RBL'"),
        ("groups", "TCD|REB", "a name is missing"),
        ("leaders", "TCD|Ayoko Mensavi||president", "office 'president' has no dates"),
        ("seats", "TCD|Lagoon House|GOV|house", "unknown kind 'house'"),
        ("given_names", "x|Ayoko", "unknown gender 'x'"),
        ("countries", "TCD|a|b|c|d|e|f", "7 columns"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, table: str, line: str, problem: str) -> None:
    with pytest.raises(ConfigError) as caught:
        overlay(tmp_path, **{table: f"# a comment\n{line}\n"})
    assert f"{table}.tsv:2: " in caught.value.problem
    assert any(part in caught.value.problem for part in problem.split("|"))
    assert caught.value.remedy


def test_a_folder_that_adds_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(ConfigError, match="holds no table and no dictionary"):
        Coder.load([tmp_path])
    with pytest.raises(ConfigError, match="No such file or directory"):
        Coder.load([tmp_path / "absent"])


@pytest.mark.parametrize(("name", "remedy"), [("trigger.tsv", "triggers.tsv"), ("goldstein.tsv", "cannot be overlaid")])
def test_a_table_no_one_reads_is_named(tmp_path: Path, name: str, remedy: str) -> None:
    (tmp_path / name).write_text("palaver\tCONSULT\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="no table that is read") as caught:
        Coder.load([tmp_path])
    assert remedy in caught.value.remedy


def test_every_table_of_the_package_is_read_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {path.name for path in (ROOT / "transforms/events/data/en").glob("*.tsv")} - FIXED
    for name in names:
        line = next(line for line in package_text(name).splitlines() if line and not line.startswith("#"))
        (tmp_path / name).write_text(line + "\n", encoding="utf-8")
    read: set[str] = set()
    read_bytes = Path.read_bytes

    def noting(path: Path) -> bytes:
        read.add(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noting)
    Coder.load([tmp_path])
    assert names - read == set()
