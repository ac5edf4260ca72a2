"""Code all articles of a lake again with today's lexicon, as a new version of its events.

  attache retag ./lake
  attache retag ./lake --lexicon ./ours --scope all

The articles stay as they are; the events are replaced together, when all are coded. Other runs are kept out meanwhile.
Beam's own options are taken, too: --runner, --direct_num_workers, --direct_running_mode and so on.
"""

from __future__ import annotations

import argparse

from pipeline.console import quiet_logs
from pipeline.options import add_lexicon_option, add_scope_option, add_worker_options

HELP = "code a lake's articles again"
TAKES_BEAM_OPTIONS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("lake", metavar="LAKE", help="lake whose events are coded again")
    add_scope_option(parser, default="the scopes of the events that are there")
    add_lexicon_option(parser)
    add_worker_options(parser)
    parser.add_argument("--json", action="store_true", help="print the report as JSON, without progress")
    parser.add_argument("--verbose", action="store_true", help="log what Beam and the stages say")


def main(args: argparse.Namespace, beam_options: list[str]) -> int:
    """Code again, and print what has changed."""
    quiet_logs(verbose=args.verbose)
    from pipeline.retagging import retag

    return retag(args, beam_options)
