"""Run the whole job on the embedded newsroom: sixteen feeds over some eighty pages, served on loopback while it runs.

  attache demo
  attache demo --output ./lake

It needs no network. At the end it compares what came with what the newsroom's editors expect.
"""

from __future__ import annotations

import argparse

from pipeline.console import quiet_logs
from pipeline.options import add_lake_options, add_web_options, add_work_options

HELP = "run on the embedded newsroom"
TAKES_BEAM_OPTIONS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    add_lake_options(parser)
    add_work_options(parser)
    add_web_options(parser)
    parser.set_defaults(host_delay=0.0, host_concurrency=16, allow_private_networks=True, deadline=5.0)


def main(args: argparse.Namespace, beam_options: list[str]) -> int:
    """Serve the newsroom, run once, print the report and what was expected."""
    quiet_logs(verbose=args.verbose)
    from pipeline.early import early

    with early(args, beam_options):
        from pipeline.demo import demo

        return demo(args, beam_options)
