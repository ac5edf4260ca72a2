"""What the program says: results on standard output, remarks on standard error."""

from __future__ import annotations

import sys


def write(text: str) -> None:
    """Write a result."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def remark(text: str) -> None:
    """Write a remark for the person who watches; it is not part of the result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
