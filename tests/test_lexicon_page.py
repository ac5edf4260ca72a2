"""The overlay of docs/lexicon.md, written to a folder, gives the events the page shows; and the page names all tables.

`python -m tests.test_lexicon_page` prints the page with its examples as they come out now.
"""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.test_method import BLOCK, cut, told
from transforms.events.coder import Coder
from transforms.events.files.overlays import FIXED

PAGE = (ROOT / "docs/lexicon.md").read_text(encoding="utf-8")
OVERLAY = re.findall(r"^```overlay (\S+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
EXAMPLES = list(BLOCK.finditer(PAGE))


def load(folder: Path) -> Coder:
    """Return a coder with the page's lines, which are written to a folder."""
    for name, lines in OVERLAY:
        (folder / name).write_text(re.sub(r" \| ", "\t", lines), encoding="utf-8")
    return Coder.load([folder])


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    return load(tmp_path_factory.mktemp("overlay"))


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: block[3].splitlines()[0][:50])
def test_a_line_of_the_page_does_what_it_says(coder: Coder, block: re.Match[str]) -> None:
    text, expected = cut(block[3])
    assert list(told(coder, text, date.fromisoformat(block[2]))) == expected


def test_the_package_alone_says_something_else() -> None:
    """Each example needs the page's lines."""
    plain = Coder.load()
    same = [
        block[3].splitlines()[0]
        for block in EXAMPLES
        if list(told(plain, cut(block[3])[0], date.fromisoformat(block[2]))) == cut(block[3])[1]
    ]
    assert same == []


def test_every_table_stands_on_the_page() -> None:
    tables = {path.name for path in (ROOT / "transforms/events/data/en").glob("*.tsv")}
    listed = PAGE.partition("## All tables")[2].partition("\n## ")[0]
    assert {name for name in tables if f"`{name}`" not in listed} == set()
    fixed = {
        name for line in listed.splitlines() if line.endswith("| no |") for name in re.findall(r"`(\S+\.tsv)`", line)
    }
    assert fixed == FIXED


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        made = load(Path(name))

        def rendered(block: re.Match[str]) -> str:
            text, _ = cut(block[3])
            lines = "".join(f"- {line}\n" for line in told(made, text, date.fromisoformat(block[2])))
            return f"```events {block[2]}\n{text}\n{lines}```"

        sys.stdout.write(BLOCK.sub(rendered, PAGE))
