"""What the program says: results on standard output, remarks on standard error."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from typing import Any


def spare_narrow_terminals() -> None:
    """Let a character that the terminal's encoding lacks come out as an escape; it would end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def give_up_output() -> None:
    """Send nowhere what standard output still holds: the interpreter would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write(text: str) -> None:
    """Write a result."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def write_json(value: Any, indent: int | None = None) -> None:
    """Write a result as JSON; in ASCII where the encoding lacks a character, or JSON held half of one."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=indent)
    write(text)


def remark(text: str) -> None:
    """Write a remark for the person who watches; it is not part of the result."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def quiet_logs(*, verbose: bool) -> None:
    """Keep the terminal for the report: only errors of the stages are shown, unless asked.

    Beam logs the traceback of every exception that it then raises; the command line tells those, once.
    Call it before Beam is imported, which warns about clouds that are not installed.
    """
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger().setLevel(logging.INFO if verbose else logging.ERROR)
    logging.getLogger("apache_beam").setLevel(logging.NOTSET if verbose else logging.CRITICAL)
