"""Validate a feeds file; with --online also try each feed.

attache check feeds/world.yaml
attache check feeds/world.yaml --online
"""

from __future__ import annotations

import argparse

from pipeline.options import add_web_options

HELP = "validate a feeds file"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("feeds", metavar="FEEDS", help="feeds file: YAML or OPML")
    parser.add_argument("--online", action="store_true", help="poll each feed once and tell what came")
    parser.add_argument("--json", action="store_true", help="one JSON line a feed")
    add_web_options(parser)


def main(args: argparse.Namespace) -> int:
    """Print what is in the file, and with --online what each feed answers; 1 if a feed failed."""
    from pipeline.checking import check
    from transforms.feeds.configuration import load_feeds

    return check(args, load_feeds(args.feeds))
