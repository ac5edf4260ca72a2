"""Code the events of a text or of articles, without a lake and without Beam.

  attache tag article.txt --published 2017-05-10     plain text: one JSON line an event
  attache tag - --title "Headline" < article.txt     the same from standard input
  attache tag articles.jsonl                         articles as JSON lines: one line an article

An article is {"id", "title", "summary" or "lead", "text", "published"}; what comes out is {"id", "events": [...]}.
Of plain text events of every scope are told, of articles the international ones.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.options import add_lexicon_option
from schemas.errors import ConfigError

if TYPE_CHECKING:
    from transforms.events.coder import Coder

HELP = "code the events of a text or of articles"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="text, or *.jsonl of articles; - for standard input"
    )
    parser.add_argument("--published", metavar="DATE", help="publication of a text, for its relative dates")
    parser.add_argument("--title", help="headline of a text")
    add_lexicon_option(parser)


def main(args: argparse.Namespace) -> int:
    """Print the events as JSON lines."""
    from pipeline.knowledge import load_coder

    coder = load_coder(args.lexicon)
    with _open(args.file) as stream:
        lines = _articles(coder, stream, args.file) if args.file.endswith(".jsonl") else _text(coder, stream, args)
        for line in lines:
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _open(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise ConfigError(f"{name} cannot be read ({error.strerror})", "name a text, a .jsonl file, or -") from error


def _text(coder: Coder, stream: BinaryIO, args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from transforms.events.api import sections_of, sections_of_text

    text = _decoded(stream.read(), args.file)
    sections = sections_of(args.title, None, text) if args.title else sections_of_text(text)
    for event in coder.code(sections, _day(args.published)):
        yield event.as_dict()


def _articles(coder: Coder, stream: Iterable[bytes], name: str) -> Iterator[dict[str, Any]]:
    from transforms.events.api import events_of_article

    for number, line in enumerate(stream, 1):
        if line.strip():
            article = _parsed(line, f"{name}, line {number}")
            events = events_of_article(coder, article)
            yield {"id": article.get("id"), "events": [event.as_dict() for event in events]}


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    remedy = 'each line is an article: {"id", "title", "summary" or "lead", "text", "published"}'
    try:
        article = json.loads(_decoded(line, where))
    except ValueError as error:
        raise ConfigError(f"{where}: not JSON ({error})", remedy) from error
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        raise ConfigError(f"{where}: no article with a text", remedy)
    return article


def _decoded(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{where}: not UTF-8 (byte {error.start})", "convert it to UTF-8") from error


def _day(published: str | None) -> date | None:
    from transforms.events.dates import day_of

    day = day_of(published)
    if published and day is None:
        raise ConfigError(f"--published {published} is no date", "give a day such as 2017-05-10")
    return day
