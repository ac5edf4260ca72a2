"""What the child processes of a pool do, told so that the pool's own process need not load it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Task:
    """A function of one value that is made where it runs.

    `maker` is the `module:function` that returns it, `arguments` are what that is called with; they must pickle.
    """

    maker: str
    arguments: tuple[Any, ...] = ()

    def make(self) -> Callable[[Any], Any]:
        """Return the function; here its module is imported and what it knows is loaded."""
        module, _, name = self.maker.partition(":")
        made: Callable[[Any], Any] = getattr(import_module(module), name)(*self.arguments)
        return made
