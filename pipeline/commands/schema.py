"""Describe the tables of a lake: every column with its type and meaning.

attache schema                 all tables, for a person
attache schema events --json   one table, for a machine
"""

from __future__ import annotations

import argparse

HELP = "describe the tables and their columns"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("table", nargs="?", help="articles, events, polls or rejects (default: all)")
    parser.add_argument("--json", action="store_true", help="JSON, one object a table")
    parser.add_argument("--markdown", action="store_true", help="Markdown, as docs/schema.md holds it")


def main(args: argparse.Namespace) -> int:
    """Print the tables asked for."""
    from pipeline.console import write, write_json
    from pipeline.tables import as_json, as_markdown, as_text, public_tables
    from schemas.errors import ConfigError

    tables = public_tables()
    if args.table and args.table not in tables:
        raise ConfigError(f"no table is named {args.table!r}", f"choose from {', '.join(tables)}")
    chosen = [tables[args.table]] if args.table else list(tables.values())
    if args.json:
        write_json([as_json(table) for table in chosen], indent=2)
    else:
        write("\n".join((as_markdown if args.markdown else as_text)(table) for table in chosen))
    return 0
