"""The command line `attache`: finds the command, runs it, and turns every expected failure into one line.

Exit codes: 0 done; 1 done, but more failures than --fail-on allows, or of a retag any; 2 usage or configuration;
3 nothing could be fetched or nothing was committed; 130 interrupted.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from pipeline.console import give_up_output, spare_narrow_terminals
from pipeline.interrupts import EXIT_INTERRUPTED, interruptible
from schemas.errors import AttacheError, ConfigError

#: Each is a module of `pipeline.commands`, in the order of the help. They import nothing heavy before they run.
COMMANDS = ("run", "demo", "check", "tag", "explain", "retag", "schema")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    spare_narrow_terminals()
    commands = {name: importlib.import_module(f"pipeline.commands.{name}") for name in COMMANDS}
    parser = build_parser(commands)
    args, rest = parser.parse_known_args(argv)
    try:
        if rest and not args.takes_beam_options:
            raise ConfigError(f"unknown argument {rest[0]}", f"see attache {args.command} --help")
        with interruptible():
            return int(args.main(args, rest) if args.takes_beam_options else args.main(args))
    except AttacheError as error:
        print(f"attache: {error}", file=sys.stderr)  # noqa: T201 - the last line of the program's own
        return error.exit_code
    except KeyboardInterrupt:
        swept = "; what was not committed is swept by the next run" if args.takes_beam_options else ""
        print(f"attache: interrupted{swept}", file=sys.stderr)  # noqa: T201
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # `attache tag ... | head`: the reader has enough
        give_up_output()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        give_up_output()
        print(f"attache: the output cannot be written ({error.strerror}); see that it has room", file=sys.stderr)  # noqa: T201
        return ConfigError.exit_code


def build_parser(commands: dict[str, ModuleType]) -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="attache",
        description="News feeds in, coded diplomatic events in partitioned Parquet out.",
        epilog="attache COMMAND --help tells a command's options.",
    )
    parser.add_argument("--version", action="version", version=f"attache {_version()}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in commands.items():
        sub = subparsers.add_parser(
            name,
            help=command.HELP,
            description=command.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        command.add_arguments(sub)
        sub.set_defaults(main=command.main, takes_beam_options=getattr(command, "TAKES_BEAM_OPTIONS", False))
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("attache")
    except PackageNotFoundError:
        return "(not installed)"
