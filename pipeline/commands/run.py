"""Poll feeds once, and put their new articles and the events in them into a lake.

  attache run --feeds feeds/world.yaml --output ./lake
  attache run --feeds subscriptions.opml --output s3://bucket/news --since 2026-11-01 --host-delay 2

Beam's own options are taken, too: --runner, --direct_num_workers, --direct_running_mode and so on.
"""

from __future__ import annotations

import argparse

from pipeline.console import quiet_logs
from pipeline.options import Once, add_lake_options, add_web_options, add_work_options

HELP = "poll feeds once into a lake"
TAKES_BEAM_OPTIONS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--feeds", metavar="FILE", required=True, action=Once, help="feeds to poll: YAML or OPML, all in one file"
    )
    parser.add_argument("--due", action="store_true", help="poll only the feeds whose interval is over")
    parser.add_argument(
        "--dry-run", action="store_true", help="poll and count what is new; fetch no article, write nothing"
    )
    add_lake_options(parser)
    add_work_options(parser)
    add_web_options(parser)


def main(args: argparse.Namespace, beam_options: list[str]) -> int:
    """Run once and print the report."""
    from pipeline.early import early
    from transforms.feeds.configuration import load_feeds

    feeds = load_feeds(args.feeds)  # first: a wrong file is told before Beam is loaded
    quiet_logs(verbose=args.verbose)
    with early(args, beam_options):
        from pipeline.run import run

        return run(args, feeds, beam_options)
