"""JSON-LD as pages write it: nested, listed, referenced, broken, hostile."""

from __future__ import annotations

import json
from typing import Any

import pytest

from transforms.articles.jsonld import MAX_CHARACTERS, Story, read_story
from transforms.articles.tree import parse_fragment


def _read(*scripts: str) -> Story:
    html = "".join(f"<script type='application/ld+json'>{script}</script>" for script in scripts)
    root = parse_fragment(f"<html><head>{html}</head><body><p>x</p></body></html>".encode())
    assert root is not None
    return read_story(root)


ARTICLE = {"@type": "NewsArticle", "headline": "Envoys meet", "datePublished": "2024-05-06"}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@graph": [{"@type": "WebPage", "name": "Start"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {"@type": "WebPage", "name": "Start", "hasPart": [[ARTICLE]]},
        {**ARTICLE, "@type": ["Thing", "https://schema.org/ReportageNewsArticle"]},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: Any) -> None:
    story = _read(json.dumps(value))
    assert (story.is_article, story.headline, story.published) == (True, "Envoys meet", "2024-05-06")


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type":"NewsArticle","headline":"Envoys meet"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"Envoys meet"}\n//]]>',
        '{"@type":"NewsArticle","headline":"Envoys meet",};',
        '{"@type":"NewsArticle","description":"line\nbreak\tand tab","headline":"Envoys meet"}',
        '{"@type":"NewsArticle","headline":"Envoys meet"} {"@type":"Thing"}',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Envoys meet&quot;}",
    ],
)
def test_broken_json_is_mended(script: str) -> None:
    assert _read(script).headline == "Envoys meet"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "null",
        "42",
        '"text"',
        "{",
        '{"@type": "NewsArticle", "headline": ',
        "[" * 100_000,
        "{" + " " * MAX_CHARACTERS + "}",
    ],
)
def test_unreadable_json_is_left_out(script: str) -> None:
    assert _read(script) == Story()
    assert _read(script, json.dumps(ARTICLE)).headline == "Envoys meet"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ([{"name": "Ann Lee"}, "Bo Kim"], ("Ann Lee", "Bo Kim")),
        ({"name": ["Ann Lee", "Bo Kim"]}, ("Ann Lee", "Bo Kim")),
        ({"@id": "#ann"}, ("Ann Lee",)),
        ({"@id": "#nobody"}, ()),
        ([None, 7, {"name": {}}], ()),
    ],
)
def test_authors(author: Any, names: tuple[str, ...]) -> None:
    graph = [{**ARTICLE, "author": author}, {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]
    assert _read(json.dumps({"@graph": graph})).authors == names


def test_wrong_types_are_no_values() -> None:
    story = _read(
        json.dumps({**ARTICLE, "headline": {"en": "x"}, "datePublished": 5, "keywords": [1], "image": [None]})
    )
    assert story == Story(is_article=True)


def test_a_list_of_articles_is_a_listing() -> None:
    assert _read('{"@type": "CollectionPage"}').is_listing
    assert not _read(json.dumps(ARTICLE)).is_listing
