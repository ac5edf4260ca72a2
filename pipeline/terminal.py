"""The terminal, or what stands in its place, that a person reads results on."""

from __future__ import annotations

from rich.console import Console


class Terminal(Console):
    """Writes as it is told: no words coloured by guess, no lines broken for the width of a window."""

    def __init__(self) -> None:
        super().__init__(highlight=False, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        """Raise it again: the command line knows what a reader that has enough means; rich would end as failed."""
        raise
