"""trafilatura's own XPath expressions, asked faster and answered the same.

Most of them try a long regular expression on the class and the id of every element, again for every element and over a
list of smart strings: a quarter of what a page costs. Here an element without the attribute is not tried, and
a value that was tried before is remembered: a page has hundreds of elements and some dozens of distinct classes.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache, lru_cache

from lxml.etree import XPath

#: Distinct values remembered for one regular expression, some 100 kB.
_REMEMBERED = 1024

_NAMESPACE = "attache"
_TRIED = re.compile(r"re:test\((@\w+(?:\|@\w+)?), '([^']*)'(?:, '(i?)')?\)")
#: Lists of expressions in trafilatura.xpaths that its fast pass walks through.
_LISTS = (
    *("RAW_TREE_PRUNE_XPATH", "REMOVE_COMMENTS_XPATH", "REMOVE_COMMENTS_AND_LISTS_XPATH"),
    *("BODY_XPATH", "OVERALL_DISCARD_XPATH"),
)


def quicken() -> None:
    """Put the faster expressions in the place of trafilatura's, once a process; those that it lacks are left out."""
    import trafilatura.core  # noqa: F401  # loads the modules below

    for name in _LISTS:
        expressions = getattr(sys.modules["trafilatura.xpaths"], name, [])
        expressions[:] = map(faster, expressions)
    baseline = vars(sys.modules["trafilatura.baseline"])  # the package's attribute of this name is a function
    if "BASIC_CLEAN_XPATH" in baseline:
        baseline["BASIC_CLEAN_XPATH"] = faster(baseline["BASIC_CLEAN_XPATH"])


def faster(expression: XPath) -> XPath:
    """Return an expression that finds the same, or the same expression where it tries what is not understood here."""
    functions: dict[tuple[str, str], Callable[[object, str], bool]] = {}

    def remembered(match: re.Match[str]) -> str:
        attribute, pattern, flags = match.groups()
        if re.search(pattern, ""):  # true of an element without the attribute, too
            return match[0]
        name = f"tried{len(functions)}"
        functions[_NAMESPACE, name] = _remembering(pattern, re.IGNORECASE if flags else 0)
        return f"({attribute} and {_NAMESPACE}:{name}(string({attribute})))"

    path = _TRIED.sub(remembered, expression.path)
    if not functions or "re:" in path:
        return expression
    return XPath(path, namespaces={_NAMESPACE: _NAMESPACE}, extensions=functions, regexp=False, smart_strings=False)


@cache  # some patterns stand in several expressions
def _remembering(pattern: str, flags: int) -> Callable[[object, str], bool]:
    search = re.compile(pattern, flags).search
    found = lru_cache(_REMEMBERED)(lambda value: search(value) is not None)
    return lambda _, value: found(value)
