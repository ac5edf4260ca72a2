"""Which witness gives the headline, and what is cut off it."""

from __future__ import annotations

import pytest

from transforms.articles.jsonld import Story
from transforms.articles.meta import Head
from transforms.articles.titles import choose_title, cut_site
from transforms.articles.words import squash

NAMES = frozenset(map(squash, ("Harbour Wire", "harbour-wire.example", "AOC media - Analyse")))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Envoys meet | Harbour Wire", "Envoys meet"),
        ("HARBOUR WIRE: World - Envoys meet", "HARBOUR WIRE: World - Envoys meet"),
        ("Harbour Wire – Envoys meet", "Envoys meet"),
        ("Envoys meet - World - Harbour Wire", "Envoys meet - World"),
        ("Le débat | AOC media - Analyse", "Le débat"),
        ("Russia - Ukraine talks resume", "Russia - Ukraine talks resume"),
        ("Editor of Harbour Wire freed", "Editor of Harbour Wire freed"),
        ("外长会见来访代表团_Harbour Wire", "外长会见来访代表团"),
    ],
)
def test_only_the_sites_name_is_cut(title: str, expected: str) -> None:
    assert cut_site(title, NAMES) == expected


def test_the_one_h1_comes_first_if_it_is_about_the_same() -> None:
    story = Story(headline="Lake talks: all about them")
    assert choose_title(story, Head(headings=("Envoys meet on the lake",)), None, ()) == (
        "Envoys meet on the lake",
        "h1",
    )
    logo = Head(headings=("The Ledger's blog",))
    assert choose_title(story, logo, None, ()) == ("Lake talks: all about them", "jsonld")


def test_of_several_h1_none_is_believed() -> None:
    head = Head({"og:title": ["Envoys meet on the lake"]}, "", ("World", "Envoys meet on the lake"))
    assert choose_title(Story(), head, None, ()) == ("Envoys meet on the lake", "og")


def test_the_feeds_title_comes_before_the_title_element() -> None:
    assert choose_title(Story(), Head(title="Start page"), "Envoys <b>meet</b> on the lake", ()) == (
        "Envoys meet on the lake",
        "feed",
    )


def test_nothing_gives_nothing() -> None:
    assert choose_title(Story(), Head(), None, ()) == ("", None)
