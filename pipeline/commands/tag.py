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
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO, ContextManager

from schemas.errors import ConfigError

HELP = "code the events of a text or of articles"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="text, or *.jsonl of articles; - for standard input"
    )
    parser.add_argument("--published", metavar="DATE", help="publication of a text, for its relative dates")
    parser.add_argument("--title", help="headline of a text")
    parser.add_argument(
        "--lexicon",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="folder that overlays the lexicon; may be repeated",
    )
