"""The faster expressions find what trafilatura's own find."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml.etree import XPath

from pipeline.newsroom.pages import make_pages
from transforms.articles.expressions import faster
from transforms.articles.tree import parse

_PAGES = Path(__file__).parents[2] / "data/articles"
_REGEXP = {"re": "http://exslt.org/regular-expressions"}
_OWN = """
import trafilatura.core
from trafilatura import xpaths
for name, value in sorted(vars(xpaths).items()):
    for expression in value if isinstance(value, list) else ():
        if "re:test" in expression.path:
            print(" ".join(expression.path.split()))
"""


@pytest.fixture(scope="module")
def own() -> list[XPath]:
    """Return trafilatura's expressions with regular ones in them, from a process in which nothing was replaced."""
    told = subprocess.run([sys.executable, "-c", _OWN], capture_output=True, text=True, check=True).stdout
    return [XPath(path, namespaces=_REGEXP) for path in told.splitlines()]


def test_all_of_trafilatura_s_are_understood(own: list[XPath]) -> None:
    assert len(own) > 10
    assert [expression.path for expression in own if faster(expression) is expression] == []


def test_they_find_the_same(own: list[XPath]) -> None:
    pages = [page.read_bytes() for page in sorted(_PAGES.glob("*.html"))]
    pages += [html for _, html in make_pages(count=14, seed=1)]
    roots = [root for page in pages if (root := parse(page, None)) is not None]
    found = 0
    for expression in own:
        quick = faster(expression)
        for root in roots:
            expected = expression(root)
            assert quick(root) == expected, expression.path
            found += len(expected)
    assert found > 50


def test_an_attribute_that_is_missing_is_not_tried() -> None:
    root = parse(b"<p>none<p class='note'>both<p id=note>one<p id=x class=note>x first", None)
    expression = XPath(".//p[re:test(@id|@class, 'NOTE', 'i')]", namespaces=_REGEXP)
    assert [element.text for element in faster(expression)(root)] == ["both", "one"]


def test_what_is_true_of_nothing_stays_as_it_is() -> None:
    expression = XPath(".//p[re:test(@class, 'a?')]", namespaces=_REGEXP)
    assert faster(expression) is expression


def test_trafilatura_uses_them() -> None:
    from trafilatura import xpaths

    import transforms.articles.body  # noqa: F401

    assert not any("re:test" in expression.path for expression in xpaths.OVERALL_DISCARD_XPATH + xpaths.BODY_XPATH)
