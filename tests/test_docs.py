"""The docs say what the program does: flags, commands, columns, figures' commands."""

from __future__ import annotations

import argparse
import importlib
import re
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, build_parser
from pipeline.tables import as_markdown, public_tables
from schemas.arrow import columns as columns_of
from tests.conftest import ROOT

DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: Modules of `pipeline` that are commands of a checkout.
TOOLS = ("score", "calibrate", "ablation")

#: Flags of other programs that the docs mention.
FOREIGN = {"--runner", "--direct_num_workers", "--direct_running_mode"}


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    parser = build_parser({name: importlib.import_module(f"pipeline.commands.{name}") for name in COMMANDS})
    (choices,) = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(choices)


def flags() -> set[str]:
    """Return every flag of every command."""
    tools = (importlib.import_module(f"pipeline.{name}").arguments() for name in TOOLS)
    found = {f for sub in (*parsers().values(), *tools) for action in sub._actions for f in action.option_strings}
    return found | {"--version", "--help"}


def test_schema_page_is_what_the_command_prints() -> None:
    page = (ROOT / "docs/schema.md").read_text(encoding="utf-8")
    for table in public_tables().values():
        assert as_markdown(table).strip() in page


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_flags_in_the_docs_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z_-]+", text))
    assert told - flags() - FOREIGN == set()


def test_every_flag_has_a_help_text() -> None:
    assert [f for sub in parsers().values() for a in sub._actions if not a.help for f in a.option_strings] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_make_targets_in_the_docs_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"`attache ([a-z]+)", text)) - set(COMMANDS) == set()
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_named_in_the_docs_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in re.findall(
        r"(?<![\w/*.-])((?:docs|tests|transforms|pipeline|schemas|feeds|tools)/[\w/.-]+\.(?:py|md|yaml|json|tsv))\b",
        text,
    ):
        assert (ROOT / name).exists(), name


def test_columns_in_the_readme_exist() -> None:
    columns = {f.name for table in public_tables().values() for f in columns_of(table.record)}
    partition_keys = {table.partition_key for table in public_tables().values()}
    for query in re.findall(r"```sql\n(.*?)```", README, re.DOTALL):
        words = set(re.findall(r"\b[a-z]+_[a-z_]+\b", query)) - {"read_parquet", "hive_partitioning"}
        assert words <= columns | partition_keys, words - columns - partition_keys


def test_two_commands_come_first() -> None:
    first = README.split("\n## ")[0] + README.split("\n## ")[1]
    assert "make run" in first
    assert "make test" in first
