"""The feeds to poll, from the user's file: YAML, OPML, or a plain list of addresses."""

from __future__ import annotations

from pathlib import Path

from schemas.errors import ConfigError
from schemas.feed import Feed
from transforms.feeds.decoding import decode
from transforms.feeds.listing import Row, complaint, to_feeds
from transforms.feeds.opml import opml_rows
from transforms.feeds.yaml_feeds import yaml_rows

_MAX_BYTES = 16 * 2**20  # about 100,000 feeds


def load_feeds(path: str | Path) -> list[Feed]:
    """Return the feeds a file lists, in its order, with unique ids and addresses.

    The content tells the format: `<` begins OPML, lines that are all http(s) addresses are a list, the rest is YAML.
    Raises ConfigError, which names file, line and remedy, for anything that would make a feed other than meant.
    """
    path = Path(path)
    name, text = str(path), _text(path, _read(path))
    if not text.strip():
        raise ConfigError(f"{name}: the feeds file is empty", "list at least one feed: `- url: https://...`")
    feeds = to_feeds(name, _rows(name, text))
    if not feeds:
        raise ConfigError(f"{name}: the feeds file lists no feed", "list at least one feed: `- url: https://...`")
    return feeds


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigError(
                f"{path}: larger than {_MAX_BYTES // 2**20} MiB", "give a list of feeds, not their content"
            )
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}", "give the path of a feeds file") from None


def _text(path: Path, body: bytes) -> str:
    """Decode XML by its own declaration, everything else as UTF-8."""
    if body.lstrip().startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return decode(body, None)
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: no UTF-8 text at byte {error.start}", "save the file as UTF-8") from None


def _rows(name: str, text: str) -> list[Row]:
    if text.lstrip().startswith("<"):
        return opml_rows(name, text)
    listed = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    lines = [(number, line) for number, line in listed if line and not line.startswith("#")]
    if lines and all(line.startswith(("http://", "https://")) for _, line in lines):
        return [_address(name, number, line) for number, line in lines]
    return yaml_rows(name, text)


def _address(name: str, number: int, line: str) -> Row:
    if len(line.split()) != 1:
        raise complaint(name, number, f"more than an address: {line[:80]!r}", "write one address a line, or use YAML")
    return Row(number, line)
