"""The docs say what the program does: flags, commands, columns, figures' commands."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, build_parser
from pipeline.tables import as_markdown, public_tables
from schemas.arrow import columns as columns_of
from tests.conftest import ROOT

DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")

#: Modules of `pipeline.evaluation` that are commands of a checkout.
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
    tools = (importlib.import_module(f"pipeline.evaluation.{name}").arguments() for name in TOOLS)
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


@pytest.mark.parametrize(
    "line", re.findall(r"^ +\.venv/bin/(attache (?:tag|explain|check|schema).*)$", README, re.MULTILINE)
)
def test_the_readmes_offline_commands_run(line: str, tmp_path: Path) -> None:
    words = [word for word in shlex.split(line) if word != "--online"]
    (tmp_path / "article.txt").write_text("Kenya thanked Japan for the relief flights on Monday.")
    (tmp_path / "feeds").symlink_to(ROOT / "feeds")
    done = subprocess.run(
        [Path(sys.executable).parent / words[0], *words[1:]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_the_readmes_python_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("SUPPORT")


def test_the_readmes_feed_is_one_of_the_curated_list() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example.splitlines()[0] in (ROOT / "feeds/world.yaml").read_text(encoding="utf-8").splitlines()


def test_two_commands_come_first() -> None:
    first = README.split("\n## ")[0] + README.split("\n## ")[1]
    assert "make run" in first
    assert "make test" in first
