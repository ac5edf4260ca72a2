"""Feeds from YAML: a list of mappings, alone or under `feeds:`.

The nodes are read, not the values made of them: they know their lines, and `language: no` stays Norwegian instead of
becoming false.
"""

from __future__ import annotations

import difflib
from typing import Any

import yaml

from schemas.errors import ConfigError
from transforms.feeds.listing import Row, complaint

_KEYS = ("id", "url", "publisher", "country", "language", "tags")
_DEPTH = 20  # a feeds file needs 4 levels
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML was built with it: ten times faster

_SHAPE = "write a list of feeds, each `- url: https://...`"


def yaml_rows(name: str, text: str) -> list[Row]:
    """Return the rows of a YAML feeds file; `name` is for error messages."""
    root = _compose(name, text)
    if isinstance(root, yaml.MappingNode):
        root = _only_feeds(name, root)
    if not isinstance(root, yaml.SequenceNode):
        raise complaint(name, _line(root), "no list of feeds", _SHAPE)
    return [_row(name, node) for node in root.value]


def _compose(name: str, text: str) -> Any:
    try:
        _refuse_bombs(name, text)
        return yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _broken(name, text, error) from None
    except yaml.YAMLError as error:
        raise ConfigError(
            f"{name}: no YAML text: {' '.join(str(error).split())}", "save it as plain UTF-8 text"
        ) from None


def _refuse_bombs(name: str, text: str) -> None:
    """Refuse aliases, of which a few lines can stand for gigabytes, and nesting that would exhaust the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise complaint(name, _line(event), f"the alias *{event.anchor} is not allowed", "write the value out")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise complaint(name, _line(event), "nested too deeply", _SHAPE)


def _broken(name: str, text: str, error: yaml.MarkedYAMLError) -> ConfigError:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return complaint(name, line, "a tab indents the line, which YAML forbids", "indent with spaces")
    return complaint(
        name, line, f"broken YAML: {error.problem or error.context}", "correct the line or the one above it"
    )


def _only_feeds(name: str, root: yaml.MappingNode) -> yaml.Node:
    fields = _fields(name, root, ("feeds",))
    if "feeds" not in fields:
        raise complaint(name, _line(root), "no list of feeds", _SHAPE)
    return fields["feeds"]


def _row(name: str, node: yaml.Node) -> Row:
    if not isinstance(node, yaml.MappingNode):
        raise complaint(name, _line(node), "a feed that is no mapping", _SHAPE)
    fields = _fields(name, node, _KEYS)
    texts = {key: _text(name, key, value) for key, value in fields.items() if key != "tags"}
    url = texts.pop("url", None)
    if url is None:
        raise complaint(name, _line(node), "a feed without url", "add `url: https://...`")
    tags = _tags(name, fields["tags"]) if "tags" in fields else ()
    return Row(_line(node), url, tags=tags, lines={key: _line(value) for key, value in fields.items()}, **texts)


def _fields(name: str, node: yaml.MappingNode, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
    fields: dict[str, yaml.Node] = {}
    for key, value in node.value:
        word = str(key.value)
        if word not in allowed:
            near = difflib.get_close_matches(word, allowed, 1)
            remedy = f"write {near[0]!r}" if near else f"use {', '.join(allowed)}"
            raise complaint(name, _line(key), f"unknown key {word!r}", remedy)
        if word in fields:
            raise complaint(name, _line(key), f"the key {word!r} is there twice", "remove one")
        fields[word] = value
    return fields


def _text(name: str, key: str, node: yaml.Node) -> str | None:
    """Return a scalar as it is written, or None for an empty one."""
    if not isinstance(node, yaml.ScalarNode):
        raise complaint(name, _line(node), f"{key} is no plain text", f"write `{key}: ...` with one value")
    return None if node.tag == "tag:yaml.org,2002:null" else node.value.strip() or None


def _tags(name: str, node: yaml.Node) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise complaint(name, _line(node), "tags is no list", "write `tags: [one, two]`")
    return tuple(tag for tag in (_text(name, "tag", member) for member in node.value) if tag)


def _line(place: yaml.Node | yaml.Event | None) -> int:
    return place.start_mark.line + 1 if place and place.start_mark else 1
