"""From the text of an article to the diplomatic events in it.

`tag` and `tag_article` are loaded when first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from transforms.events.api import tag, tag_article

__all__ = ["tag", "tag_article"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from transforms.events import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
