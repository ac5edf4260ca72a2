"""Names out of bylines."""

from __future__ import annotations

import pytest

from transforms.articles.authors import choose_authors
from transforms.articles.jsonld import Story
from transforms.articles.meta import Head, read_bylines
from transforms.articles.tree import parse_fragment


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ingrid Solheim and Youssef Amrani", ("Ingrid Solheim", "Youssef Amrani")),
        ("Von Karin Leitgeb, Wien", ("Karin Leitgeb", "Wien")),
        ("Written by: Ana de la Cruz (Reuters)", ("Ana de la Cruz",)),
        ("Por Lucía Ferreyra; Diego Paz", ("Lucía Ferreyra", "Diego Paz")),
        ("Published on 8 February 2022 by Tom Ash", ("Tom Ash",)),
        ("Tom Ash @tomash tom@ash.example", ("Tom Ash",)),
        ("https://wire.example/people/tom", ()),
        ("Follow us on Twitter", ()),
        ("12 min", ()),
    ],
)
def test_byline(byline: str, names: tuple[str, ...]) -> None:
    assert choose_authors(Story(), Head(), [byline], (), ()) == names


def test_json_ld_is_taken_before_meta_unless_meta_knows_more() -> None:
    story = Story(authors=("Ann Lee",))
    assert choose_authors(story, Head({"author": ["Bo Kim"]}), (), (), ()) == ("Ann Lee",)
    assert choose_authors(story, Head({"author": ["Ann Lee, Bo Kim"]}), (), (), ()) == ("Ann Lee", "Bo Kim")


def test_the_sites_name_serves_last() -> None:
    story = Story(authors=("Harbour Wire",))
    assert choose_authors(story, Head(), ["By Ann Lee"], (), ("Harbour Wire",)) == ("Ann Lee",)
    assert choose_authors(story, Head(), [], ("Bo Kim",), ("Harbour Wire",)) == ("Bo Kim",)
    assert choose_authors(story, Head(), [], (), ("Harbour Wire",)) == ("Harbour Wire",)


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p><a rel=author>Ann Lee</a> &amp; <a rel=author>Bo Kim</a></p>", "Ann Lee, Bo Kim"),
        ("<div class='article__author'>Ann Lee</div>", "Ann Lee"),
        ("<p>More by <a href='/reporters/ann-lee'>Ann Lee</a></p>", "Ann Lee"),
        ("<p>By <b>Ann Lee</b></p>", "By Ann Lee"),
        ("<p>By noon the envoys had left</p>", None),
        ("<div id=comments><p class=author>A Reader</p></div>", None),
        ("<div class=authority>Port authority</div>", None),
        ("<form><label class=author>Name</label></form>", None),
    ],
)
def test_bylines_on_the_page(html: str, line: str | None) -> None:
    root = parse_fragment(f"<html><body><h1>Talks</h1>{html}</body></html>".encode())
    assert root is not None
    assert next(read_bylines(root), None) == line
