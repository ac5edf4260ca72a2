"""The package as Beam ships it to workers: an sdist, installed where nothing of the checkout is near."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [pytest.mark.heavy, pytest.mark.timeout(900)]

#: What a run reads at run time, besides code.
DATA = ("transforms/events/data/en/", "pipeline/newsroom/stories/", "pipeline/newsroom/layouts/")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without the checkout on its path; return what it printed."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout[-1000:]}{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--sdist", "--outdir", folder, ROOT, cwd=folder)
    (archive,) = folder.glob("attache-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def installed(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of a fresh environment with the sdist in it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    pip = [folder / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run(*pip, "--constraint", ROOT / "constraints.txt", sdist, cwd=folder)
    return folder / "venv/bin"


def test_the_sdist_holds_code_and_data_and_no_tests(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    for prefix in DATA:
        assert any(name.startswith(prefix) for name in names), prefix
    assert not [name for name in names if name.startswith(("tests/", ".venv", "lake"))]


def test_the_coder_runs_there(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Kenya thanked Japan for the relief flights on Monday.")
    out = run(installed / "attache", "tag", "text.txt", "--published", "2024-05-07", cwd=tmp_path)
    (event,) = map(json.loads, out.splitlines())
    assert event["event_type"] == "SUPPORT"


def test_the_demo_runs_there(installed: Path, tmp_path: Path) -> None:
    report = json.loads(run(installed / "attache", "demo", "--json", "--output", "lake", cwd=tmp_path))
    assert report["balanced"]
    assert report["missing"] == []
