"""Addresses: specimens in tests/data/web, one case a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.web.specimens import cases
from transforms.web.urls import absolute, canonicalize, fetchable, host_of, origin_of

_ADDRESSES = st.builds(
    "{}://{}{}{}/{}?{}#{}".format,
    st.sampled_from(["http", "HTTPS"]),
    st.sampled_from(["news.example", "Новости.рф", "127.1", "[::1]", "a@news.example"]),
    st.sampled_from(["", ":80", ":8080"]),
    st.sampled_from(["", "/..", "/./a", "//"]),
    st.text(max_size=12),
    st.text(max_size=12),
    st.text(max_size=3),
)


@pytest.mark.parametrize(("given_url", "expected"), cases("canonical.tsv"))
def test_canonical_form(given_url: str, expected: str) -> None:
    assert (canonicalize(given_url) or "-") == expected


@pytest.mark.parametrize(("given_url", "expected"), cases("fetchable.tsv"))
def test_address_asked_for(given_url: str, expected: str) -> None:
    assert (fetchable(given_url) or "-") == expected


@pytest.mark.parametrize(("base", "link", "expected"), cases("links.tsv"))
def test_links_are_made_absolute(base: str, link: str, expected: str) -> None:
    assert (absolute(base or None, link) or "-") == expected


@pytest.mark.parametrize(("one", "other"), cases("apart.tsv"))
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonicalize(one) != canonicalize(other)


@given(_ADDRESSES)
def test_a_canonical_address_is_its_own_canonical_form(url: str) -> None:
    once = canonicalize(url)
    assert once is None or canonicalize(once) == once


@given(_ADDRESSES)
def test_a_fetchable_address_is_legal_and_stays_as_it_is(url: str) -> None:
    once = fetchable(url)
    assert once is None or (once.isascii() and " " not in once and fetchable(once) == once)


@given(st.text())
def test_no_text_is_an_exception(text: str) -> None:
    for function in (canonicalize, fetchable, host_of):
        function(text)


def test_a_location_in_latin_1_goes_back_as_the_bytes_it_was() -> None:
    assert fetchable("http://news.example/caf\udce9") == "http://news.example/caf%E9"


def test_half_a_character_is_no_address() -> None:
    assert fetchable("http://news.example/\ud800") is None


def test_host_and_origin() -> None:
    assert host_of("http://User@News.Example:8080/a") == "news.example"
    assert host_of("no address") == ""
    assert origin_of("http://news.example:8080/a/b?c") == "http://news.example:8080"
