"""What a run does before it loads Beam."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext

from pipeline.knowledge import load_coder
from pipeline.options import scopes
from transforms.tasks import EXTRACTION, coding
from transforms.workers.standby import standing_by


def early(args: argparse.Namespace, beam_options: list[str]) -> AbstractContextManager[None]:
    """Try the user's lexicons, and have the run's children loaded while the block goes on.

    There are none where nothing will be worked on, or where Beam's options may have other processes do it.
    """
    if args.lexicon:
        load_coder(args.lexicon)  # a bad line is told before anything is fetched
    if args.workers == 0 or getattr(args, "dry_run", False) or beam_options:
        return nullcontext()
    return standing_by((EXTRACTION, coding(scopes(args.scope), args.lexicon)))
