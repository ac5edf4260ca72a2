"""The users' own lexicons: tried before any work begins, with what they leave unsaid told once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.console import remark

if TYPE_CHECKING:
    from transforms.events.coder import Coder


def load_coder(lexicons: Sequence[Path]) -> Coder:
    """Return a coder with these folders before the package's own files; lines it passed over are remarked on.

    Raises ConfigError for a folder or line that cannot be used.
    """
    from transforms.events.coder import Coder

    coder = Coder.load(lexicons)
    for line in coder.remarks:
        remark(line)
    return coder
