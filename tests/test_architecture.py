"""The house's rules: which way imports point, and where Beam may be known."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = [p for top in ("schemas", "transforms", "pipeline") for p in sorted((ROOT / top).rglob("*.py"))]

#: What a layer may import of this project. A folder of transforms/ may import itself and these other folders.
CROSS_FOLDER = {"feeds": {"web"}}
#: The folders of transforms/events, each of which may import itself and those before it; the files beside them, all.
STEPS = ["files", "text", "petrarch", "lexicon", "gazetteer", "actors", "dates", "syntax", "reading", "document"]


def layer(path: Path) -> str:
    """Return schemas, pipeline, stages (a file directly in transforms/) or the name of a folder of transforms/."""
    parts = path.relative_to(ROOT).parts
    if parts[0] != "transforms":
        return parts[0]
    return "stages" if len(parts) == 2 else parts[1]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def forbidden(path: Path, name: str) -> bool:
    top, _, rest = name.partition(".")
    here = layer(path)
    if top == "apache_beam":
        return here not in ("stages", "pipeline")
    if top == "pipeline":
        return here != "pipeline"
    if top == "transforms":
        if here == "schemas":
            return True
        if here in ("stages", "pipeline"):
            return False
        folder = rest.split(".")[0]
        return folder != here and folder not in CROSS_FOLDER.get(here, set())
    return False


def step(parts: Sequence[str]) -> int:
    """Return how far up a module of transforms.events stands; -1 for one from elsewhere."""
    if tuple(parts[:2]) != ("transforms", "events"):
        return -1
    return STEPS.index(parts[2]) if parts[2:3] and parts[2] in STEPS else len(STEPS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    assert [name for name in imports(path) if forbidden(path, name)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_coder_is_built_step_by_step(path: Path) -> None:
    here = step(path.relative_to(ROOT).parts)
    assert [name for name in imports(path) if here != -1 and step(name.split(".")) > here] == []


def test_every_folder_of_the_coder_is_a_step() -> None:
    folders = {path.parent.name for path in (ROOT / "transforms/events").glob("*/__init__.py")}
    assert folders == set(STEPS)


def test_the_rule_sees_a_wrong_import() -> None:
    assert forbidden(ROOT / "transforms/web/urls.py", "apache_beam.io")
    assert forbidden(ROOT / "transforms/web/urls.py", "transforms.lake.files")
    assert forbidden(ROOT / "schemas/ids.py", "transforms.web.urls")
    assert not forbidden(ROOT / "transforms/fetch.py", "apache_beam")


@pytest.mark.parametrize(
    "statement",
    [
        "import pipeline.cli; pipeline.cli.main(['schema'])",
        "import pipeline.cli; pipeline.cli.main(['check', 'feeds/world.yaml'])",
        "import transforms.events",
    ],
)
def test_beam_is_not_loaded(statement: str) -> None:
    check = f"{statement}\nimport sys; assert not [m for m in sys.modules if m.startswith('apache_beam')]"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_graph_stays_a_sentence() -> None:
    assert len((ROOT / "pipeline/graph.py").read_text(encoding="utf-8").splitlines()) <= 80
