"""What is remembered of Beam's start is what Beam would have worked out again."""

from __future__ import annotations

import copy
import gc
import weakref
from collections.abc import Iterator

import apache_beam as beam
import pytest
from apache_beam.options.pipeline_options import DirectOptions, PipelineOptions, StandardOptions
from apache_beam.transforms import core

from pipeline.engine import beam_options
from pipeline.lean import LeanOptions, remember_signatures


class _Timed(beam.DoFn):
    def process(self, element: int, at: object = beam.DoFn.TimestampParam) -> Iterator[object]:
        yield element, at


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo, for one test, what a test before may have replaced."""
    asked = core.get_function_args_defaults
    monkeypatch.setattr(core, "get_function_args_defaults", getattr(asked, "__wrapped__", asked))


def test_views_share_their_values() -> None:
    options = LeanOptions(["--direct_num_workers=3"])
    first = options.view_as(DirectOptions)
    first.direct_num_workers = 5
    assert options.view_as(DirectOptions) is first
    assert options.view_as(StandardOptions).view_as(DirectOptions).direct_num_workers == 5


def test_a_copy_has_values_of_its_own() -> None:  # a pipeline takes one
    options = LeanOptions(["--direct_num_workers=3"])
    options.view_as(DirectOptions).direct_num_workers = 4
    other = copy.deepcopy(options)
    other.view_as(DirectOptions).direct_num_workers = 9
    assert (options.view_as(DirectOptions).direct_num_workers, type(other)) == (4, LeanOptions)


@pytest.mark.usefixtures("plain")
def test_signatures_are_those_that_beam_reads() -> None:
    callables = [_Timed().process, _Timed().setup, _Timed.process, len, str.lower, lambda a, b=2, *c, d=3: (a, b, c, d)]
    read = [core.get_function_args_defaults(function) for function in callables]
    remember_signatures()
    for _ in range(2):
        assert [core.get_function_args_defaults(function) for function in callables] == read


@pytest.mark.usefixtures("plain")
def test_what_is_remembered_cannot_be_spoilt() -> None:
    remember_signatures()
    core.get_function_args_defaults(_Timed().process)[0].clear()
    assert core.get_function_args_defaults(_Timed().process)[0] == ["element", "at"]


@pytest.mark.usefixtures("plain")
def test_what_is_asked_about_is_not_kept() -> None:
    remember_signatures()

    def passing(element: int) -> int:
        return element

    core.get_function_args_defaults(passing)
    left = weakref.ref(passing)
    del passing
    gc.collect()
    assert left() is None


@pytest.mark.usefixtures("plain")
def test_every_pipeline_starts_lean() -> None:
    options = beam_options([])
    assert isinstance(options, LeanOptions)
    assert isinstance(options, PipelineOptions)
    assert hasattr(core.get_function_args_defaults, "__wrapped__")
