"""Tables that stay as long as the process does, and the garbage collector."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Keep the garbage collector from what is made meanwhile, then and later.

    A lexicon and a gazetteer are some 80,000 objects, none of them ever garbage. To go through all of them at every
    full collection, with every few hundred articles, takes a twentieth of their coding.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collecting:
            gc.enable()
