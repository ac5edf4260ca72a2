"""What a runner makes of an error of our own: it comes back as it was raised, and a bug stays a bug."""

from __future__ import annotations

import pytest

from pipeline.engine import own_error
from schemas.errors import AttacheError, ConfigError, LakeError, LakeLockedError

TRACEBACK = """Traceback (most recent call last):
  File "worker.py", line 1, in process
    raise {kind}
{kind}: {text}

The above exception was the direct cause of what follows.
"""


def test_the_step_that_beam_adds_is_left_out() -> None:
    raised = LakeLockedError("the lake is taken [while running 'Commit/Publish-ptransform-12']", "start again")
    own = own_error(raised)
    assert type(own) is LakeLockedError
    assert str(own) == "the lake is taken; start again"


@pytest.mark.parametrize("step", ["", " [while running 'Write/Stage']"])
def test_an_error_of_another_process_is_read_from_its_traceback(step: str) -> None:
    text = TRACEBACK.format(kind="schemas.errors.LakeError", text=f"s3://a is full{step}; make room; then run again")
    own = own_error(RuntimeError(text))
    assert type(own) is LakeError
    assert (own.problem, own.remedy) == ("s3://a is full", "make room; then run again")


def test_an_error_of_another_kind_stays_what_it_is() -> None:
    assert own_error(RuntimeError(TRACEBACK.format(kind="KeyError", text="'a'; b"))) is None
    assert own_error(RuntimeError(TRACEBACK.format(kind="schemas.errors.date", text="a; b"))) is None
    assert own_error(ValueError("schemas.errors.LakeError")) is None


@pytest.mark.parametrize("kind", [AttacheError, ConfigError])
def test_the_exit_code_is_kept(kind: type[AttacheError]) -> None:
    own = own_error(kind("a", "b"))
    assert own is not None
    assert own.exit_code == kind.exit_code
