"""Beam's side of a run: which runner, with which options, and what its counters say."""

from __future__ import annotations

import re
from typing import Any

from schemas import errors
from schemas.errors import AttacheError, ConfigError

#: Named outright: `DirectRunner` of Beam 2.77 first tries to download another engine, so the same command could run on
#: different ones. `--runner=DirectRunner` is still taken at its word.
DEFAULT_RUNNER = "FnApiRunner"

#: The last line of a traceback that ends in one of our errors, and what Beam adds to it.
_RAISED = re.compile(r"^schemas\.errors\.(?P<kind>\w+): (?P<problem>[^\n]*?); (?P<remedy>[^\n]*)", re.MULTILINE)
_STEP = re.compile(r" \[while running '[^'\n]*'\]")


def beam_options(flags: list[str]) -> Any:
    """Return Beam's pipeline options; a flag or a runner that Beam does not know, or not so, is refused."""
    from apache_beam.options.pipeline_options import StandardOptions, TypeOptions

    from pipeline.lean import LeanOptions, remember_signatures

    remember_signatures()
    options = LeanOptions(flags or [])
    unknown = _unknown(flags)
    if unknown:
        raise ConfigError(f"unknown argument {unknown[0]}", "see attache run --help, and Beam's pipeline options")
    standard = options.view_as(StandardOptions)
    if standard.runner is None or not any(flag.startswith("--runner") for flag in flags):
        standard.runner = DEFAULT_RUNNER
    options.view_as(TypeOptions).pipeline_type_check = False  # mypy checks more; it costs each start 0.1 s
    _refuse_unusable(options, standard.runner)
    return options


def _refuse_unusable(options: Any, runner: str) -> None:
    """Raise ConfigError for a runner that is none, or whose own options are not there: a pipeline checks both."""
    from apache_beam import Pipeline

    try:
        Pipeline(options=options)
    except (ValueError, ImportError) as error:
        raise ConfigError(
            f"--runner={runner} cannot be used ({' '.join(str(error).split())})", "see Beam's page about that runner"
        ) from error


def _unknown(flags: list[str]) -> list[str]:
    """Return the flags that none of Beam's option classes declares; Beam itself would only log them."""
    from apache_beam.options.pipeline_options import PipelineOptions, _BeamArgumentParser

    parser = _BeamArgumentParser(allow_abbrev=False)
    for cls in {cls.__name__: cls for cls in PipelineOptions.__subclasses__()}.values():
        cls._add_argparse_args(parser)
    unknown: list[str] = parser.parse_known_args(flags)[1]
    return unknown


def finished(pipeline: Any) -> dict[str, int]:
    """Run a pipeline to its end and return its counters; raises the project's own error where a stage raised one."""
    try:
        result = pipeline.run()
        result.wait_until_finish()
    except Exception as error:
        own = own_error(error)
        if own is None:
            raise
        raise own from error
    return counters(result)


def own_error(error: Exception) -> AttacheError | None:
    """Return the error of `schemas.errors` that a stage raised, from what its runner made of it; None if it was none.

    Beam adds the name of the step to an exception's first argument, here the problem. An exception of another process
    does not come as such, but as a RuntimeError whose text holds its traceback.
    """
    if isinstance(error, AttacheError):
        return type(error)(_STEP.sub("", error.problem), error.remedy)
    raised = _RAISED.search(str(error))
    kind = getattr(errors, raised["kind"], None) if raised else None
    if raised is None or not (isinstance(kind, type) and issubclass(kind, AttacheError)):
        return None
    return kind(_STEP.sub("", raised["problem"]), raised["remedy"])


def local_workers(options: Any) -> int:
    """Return how many workers the local runner starts; 1 on other runners, which have their own parallelism."""
    from apache_beam.options.pipeline_options import DirectOptions

    return max(1, options.view_as(DirectOptions).direct_num_workers or 1)


def counters(result: Any) -> dict[str, int]:
    """Return this project's Beam counters of a finished pipeline, by name."""
    from apache_beam.metrics import MetricsFilter

    from transforms.metrics import NAMESPACE

    found: dict[str, int] = {}
    for counter in result.metrics().query(MetricsFilter().with_namespace(NAMESPACE))["counters"]:
        value = counter.result
        found[counter.key.metric.name] = found.get(counter.key.metric.name, 0) + value
    return found


def stage_seconds(counted: dict[str, int]) -> dict[str, float]:
    """Return the wall seconds of each stage, from the counters that end in `.us`."""
    return {name.removesuffix(".us"): us / 1e6 for name, us in sorted(counted.items()) if name.endswith(".us")}
