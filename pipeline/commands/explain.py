"""Say why a text is coded as it is: for each sentence who acts, which words matched, the events, and what was refused.

  attache explain "Lavrov will meet Trump on Wednesday." --published 2017-05-09
  attache explain article.txt --title "Headline"      a file; - or nothing for standard input
  attache explain https://example.org/news/1          a page, fetched and extracted first
  attache explain m1-1f0c... --lake ./lake            a mention, or an event (e1-...) with all its mentions

It colours what it says on a terminal. Offsets are characters of the section they stand in.
"""

from __future__ import annotations

import argparse

from pipeline.options import add_lexicon_option, add_reach_options

HELP = "say why a text is coded as it is"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "subject",
        nargs="?",
        default="-",
        metavar="TEXT|FILE|URL|ID",
        help="a sentence, a file, - for standard input, a page's address, or the id of an event or mention",
    )
    parser.add_argument("--lake", metavar="LAKE", help="lake in which an event or mention is looked up")
    parser.add_argument("--published", metavar="DATE", help="day of publication, for relative dates and offices")
    parser.add_argument("--title", metavar="TEXT", help="headline of a text or file")
    parser.add_argument("--json", action="store_true", help="one JSON line a sentence")
    add_lexicon_option(parser)
    add_reach_options(parser)
    parser.set_defaults(host_delay=0.0, host_concurrency=1)  # it asks for one page


def main(args: argparse.Namespace) -> int:
    """Print the explanation."""
    from pipeline.explaining import explain

    return explain(args)
