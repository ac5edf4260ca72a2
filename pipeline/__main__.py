"""`python -m pipeline` is `attache`: the command line in a process of its own."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from pipeline.cli import main

#: Beam and Arrow load them wherever they are installed, for data frames and a database that no command has: 0.4 s and
#: 45 MB of a start.
UNUSED = frozenset({"pandas", "pymongo"})
#: Starting makes some 400,000 objects that stay; looking for garbage among them at each 700th costs a tenth of it.
GARBAGE_AFTER = 50_000


class _Unused:
    """An import hook to which these packages are not installed."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> None:
        """Refuse those, and leave every other to the hooks after this one."""
        del path, target
        if name in UNUSED:
            raise ModuleNotFoundError(f"{name} is not for use here", name=name)


def program() -> int:
    """Run the command line; for a process that does nothing else."""
    gc.set_threshold(GARBAGE_AFTER)
    sys.meta_path.insert(0, _Unused())
    return main()


if __name__ == "__main__":
    raise SystemExit(program())
