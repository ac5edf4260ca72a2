"""What a person hands in: a file or standard input, as text, with a headline and a day of publication."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from schemas.errors import ConfigError

if TYPE_CHECKING:
    from transforms.events.coder import Section


def opened(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file, or standard input for `-`; raises ConfigError where it cannot be read."""
    if name == "-":
        if sys.stdin is None:  # the shell closed it: <&-
            raise ConfigError("standard input is closed", "name a file, or hand in the text")
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a name that holds the character 0
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{name} cannot be read ({reason})", "name a file that you may read, or -") from error


def decoded(data: bytes, where: str) -> str:
    """Return bytes as the UTF-8 text they are; raises ConfigError where they are none."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{where}: not UTF-8 (byte {error.start})", "convert it to UTF-8") from error


def sections_given(text: str, title: str | None) -> list[Section]:
    """Return a text's sections: beside a headline that is given, all of it is text."""
    from transforms.events.api import sections_of, sections_of_text

    return sections_of(title, None, text) if title else sections_of_text(text)


def day_given(published: str | None) -> date | None:
    """Return the day that `--published` names; raises ConfigError where it names none."""
    from transforms.events.dates.dates import day_of

    day = day_of(published)
    if published and day is None:
        raise ConfigError(f"--published {published} is no date", "give a day such as 2017-05-10")
    return day
