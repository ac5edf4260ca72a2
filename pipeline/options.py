"""The options that several commands share, and the settings they make."""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.console import remark
from schemas.ids import run_id

if TYPE_CHECKING:  # imported in the functions that need them: `attache --help` pays for neither Beam nor Arrow
    from pipeline.settings import RunSettings
    from transforms.web.settings import WebSettings

#: Event scopes, as the schema has them; `--scope all` keeps every one.
SCOPES = ("international", "domestic", "unresolved")


def add_lake_options(parser: argparse.ArgumentParser) -> None:
    """Declare where the output goes and how the run is told."""
    group = parser.add_argument_group("output")
    group.add_argument("--output", metavar="LAKE", default="./lake", help="lake to write into (default: %(default)s)")
    group.add_argument("--json", action="store_true", help="print the report as JSON, without progress")
    group.add_argument("--verbose", action="store_true", help="log what Beam and the stages say")
    group.add_argument(
        "--fail-on",
        metavar="SHARE",
        type=share,
        default=0.5,
        help="exit with 1 if more than this share of the feeds, or of the new articles, failed (default: %(default)s)",
    )


def add_web_options(parser: argparse.ArgumentParser) -> None:
    """Declare how the web is asked."""
    group = parser.add_argument_group("manners")
    group.add_argument(
        "--host-delay",
        metavar="SECONDS",
        type=seconds,
        default=1.0,
        help="between two requests to one host (default: %(default)s)",
    )
    group.add_argument(
        "--host-concurrency",
        metavar="N",
        type=positive,
        default=2,
        help="requests to one host at a time (default: %(default)s)",
    )
    _add_reach(group)


def add_reach_options(parser: argparse.ArgumentParser) -> None:
    """Declare who asks the web and how far it may reach: what a command needs that asks for one page."""
    _add_reach(parser.add_argument_group("web"))


def _add_reach(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--contact",
        metavar="ADDRESS",
        type=address,
        help="URL or e-mail for the User-Agent, so that sites can complain",
    )
    group.add_argument(
        "--proxy",
        metavar="URL",
        help="proxy to ask through (default: the usual environment variables); "
        "it resolves names, so only literal private addresses are refused then",
    )
    group.add_argument(
        "--allow-private-networks", action="store_true", help="reach loopback, private and link-local addresses, too"
    )


def add_work_options(parser: argparse.ArgumentParser) -> None:
    """Declare what is taken and how it is worked on."""
    group = parser.add_argument_group("work")
    group.add_argument(
        "--since", metavar="DATE", type=instant, help="leave out entries published before this day or instant"
    )
    group.add_argument("--limit", metavar="N", type=positive, help="take at most N new articles, the newest first")
    add_scope_option(group)
    add_lexicon_option(group)
    add_worker_options(group)


def add_worker_options(parser: argparse._ActionsContainer) -> None:
    """Declare the child processes that documents are worked on in."""
    parser.add_argument(
        "--workers",
        "--extract-workers",
        metavar="N",
        type=natural,
        default=min(os.cpu_count() or 1, 8),
        help="child processes that extract, and as many that code; 0: none, no hard deadline (default: %(default)s)",
    )
    parser.add_argument(
        "--deadline",
        "--extract-deadline",
        metavar="SECONDS",
        type=seconds,
        default=20.0,
        help="a document that takes longer to extract, or to code, is given up (default: %(default)s)",
    )


def add_scope_option(parser: argparse._ActionsContainer, default: str = "international") -> None:
    """Declare which events are kept; `default` tells the help what happens without it."""
    parser.add_argument(
        "--scope",
        choices=(*SCOPES, "all"),
        action="append",
        help=f"event scope to keep; may be repeated (default: {default})",
    )


def add_lexicon_option(parser: argparse._ActionsContainer) -> None:
    """Declare the user's own knowledge."""
    parser.add_argument(
        "--lexicon",
        metavar="DIR",
        type=Path,
        action="append",
        default=[],
        help="folder that overlays the lexicon; may be repeated",
    )


def settings_from(args: argparse.Namespace, now: datetime, shards: int = 1) -> RunSettings:
    """Return the settings of a run that starts now."""
    from pipeline.settings import RunSettings

    return RunSettings(
        run_id=run_id(now),
        started_at=now,
        output=args.output,
        web=web_settings_from(args),
        since=args.since,
        limit=args.limit,
        due_only=getattr(args, "due", False),
        scopes=scopes(args.scope),
        lexicons=tuple(args.lexicon),
        shards=shards,
        workers=args.workers,
        deadline_s=args.deadline,
    )


def web_settings_from(args: argparse.Namespace) -> WebSettings:
    """Return the manners that the arguments name; what a proxy takes from the guard is remarked on."""
    from transforms.web.proxies import Proxies
    from transforms.web.settings import WebSettings, user_agent

    if Proxies.of(args.proxy) and not args.allow_private_networks:
        remark("attache: the proxy resolves names, so of private addresses only those written as such are refused")
    return WebSettings(
        host_delay_s=args.host_delay,
        host_concurrency=args.host_concurrency,
        allow_private_networks=args.allow_private_networks,
        proxy=args.proxy,
        user_agent=user_agent(args.contact),
    )


def scopes(chosen: list[str] | None) -> frozenset[str]:
    """Return the scopes that `--scope` names."""
    if not chosen:
        return frozenset({"international"})
    return frozenset(SCOPES) if "all" in chosen else frozenset(chosen)


class Once(argparse.Action):
    """Keeps an option's value, and refuses a second one, which would take the first one's place without a word."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            parser.error(f"argument {option_string}: given twice")
        setattr(namespace, self.dest, values)


def positive(text: str) -> int:
    """Return a whole number above 0."""
    number = natural(text)
    if number == 0:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def address(text: str) -> str:
    """Return words for a header: printable ASCII (RFC 9110, section 5.5)."""
    if not (text.isascii() and text.isprintable()):
        raise argparse.ArgumentTypeError(f"{text!r} is no URL or e-mail address in ASCII")
    return text


def natural(text: str) -> int:
    """Return a whole number, 0 included."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def seconds(text: str) -> float:
    """Return a number of seconds, 0 included."""
    number = _float(text)
    if not 0 <= number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return number


def share(text: str) -> float:
    """Return a share between 0 and 1."""
    number = _float(text)
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share between 0 and 1")
    return number


def instant(text: str) -> datetime:
    """Return a day (its start in UTC) or an ISO 8601 instant; one without a zone is read as UTC."""
    try:
        if len(text) == len("YYYY-MM-DD"):
            return datetime.combine(date.fromisoformat(text), time(), timezone.utc)
        parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is neither YYYY-MM-DD nor an ISO 8601 instant") from None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=timezone.utc)


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
