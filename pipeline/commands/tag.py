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
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.console import write_json
from pipeline.inputs import day_given, decoded, opened, sections_given
from pipeline.options import add_lexicon_option
from schemas.errors import ConfigError

if TYPE_CHECKING:
    from transforms.events.coder import Coder

HELP = "code the events of a text or of articles"

_ARTICLE = 'each line is an article: {"id", "title", "summary" or "lead", "text", "published"}'
_TEXTS = ("title", "summary", "lead", "published")


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
    with opened(args.file) as stream:
        lines = _articles(coder, stream, args.file) if args.file.endswith(".jsonl") else _text(coder, stream, args)
        for line in lines:
            write_json(line)
    return 0


def _text(coder: Coder, stream: BinaryIO, args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    sections = sections_given(decoded(stream.read(), args.file), args.title)
    for event in coder.code(sections, day_given(args.published)):
        yield event.as_dict()


def _articles(coder: Coder, stream: Iterable[bytes], name: str) -> Iterator[dict[str, Any]]:
    from transforms.events.api import events_of_article

    for number, line in enumerate(stream, 1):
        if line.strip():
            article = _parsed(line, f"{name}, line {number}")
            events = events_of_article(coder, article)
            yield {"id": article.get("id"), "events": [event.as_dict() for event in events]}


def _parsed(line: bytes, where: str) -> dict[str, Any]:
    try:
        article = json.loads(decoded(line, where))
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: not JSON ({error})", _ARTICLE) from error
    if not isinstance(article, dict) or not isinstance(article.get("text"), str):
        raise ConfigError(f"{where}: no article with a text", _ARTICLE)
    for name in _TEXTS:
        if not isinstance(article.get(name), str | None):
            raise ConfigError(f"{where}: {name} is no text", _ARTICLE)
    return article
