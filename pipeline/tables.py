"""The tables of a lake as text: for a person, for Markdown, for JSON."""

from __future__ import annotations

from typing import Any

from schemas.arrow import Column, columns
from schemas.tables import TABLES, Table


def public_tables() -> dict[str, Table]:
    """Return the tables that are for readers; the ledger is not."""
    return {name: table for name, table in TABLES.items() if not name.startswith("_")}


def as_text(table: Table) -> str:
    """Return a table's description for a terminal."""
    rows = [(c.name, kind(c), c.description) for c in columns(table.record)]
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    lines = [f"  {name:{widths[0]}}  {type_:{widths[1]}}  {text}" for name, type_, text in rows]
    return "\n".join([f"{table.name}/{table.partition_key}=YYYY-MM-DD/", *lines, ""])


def as_markdown(table: Table) -> str:
    """Return a table's description in Markdown."""
    head = [f"## {table.name}", "", f"`{table.name}/{table.partition_key}=YYYY-MM-DD/*.parquet`", ""]
    rows = [f"| `{c.name}` | {kind(c)} | {c.description.replace('|', '&#124;')} |" for c in columns(table.record)]
    return "\n".join([*head, "| column | type | meaning |", "| --- | --- | --- |", *rows, ""])


def as_json(table: Table) -> dict[str, Any]:
    """Return a table's description as plain data."""
    return {
        "table": table.name,
        "partition_key": table.partition_key,
        "columns": [
            {"name": c.name, "type": str(c.type), "nullable": c.nullable, "id": c.id, "description": c.description}
            for c in columns(table.record)
        ],
    }


def kind(column: Column) -> str:
    """Return a column's type as a person says it."""
    return str(column.type).replace("element: ", "").replace(" not null", "") + ("?" if column.nullable else "")
