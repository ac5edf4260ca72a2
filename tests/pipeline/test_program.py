"""The command line as a process of its own: what it keeps itself from loading."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT

#: Runs the program, then uses Arrow and Beam as a run does.
SCRIPT = """
import sys
from pipeline.__main__ import program
sys.argv = ["attache", "schema"]
assert program() == 0
import apache_beam, pyarrow
pyarrow.array([("a",)])
assert not {"pandas", "pymongo"} & set(sys.modules)
"""


def test_data_frames_are_not_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_they_would_be_loaded_otherwise() -> None:
    """If Beam and Arrow no longer load them by themselves, the hook can go."""
    script = SCRIPT.replace("from pipeline.__main__ import program", "from pipeline.cli import main as program")
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "AssertionError" in done.stderr
