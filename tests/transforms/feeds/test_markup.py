"""Titles, images and tails: one line a case."""

from __future__ import annotations

import pytest

from transforms.feeds.markup import first_image, paragraphs, plain_text, trim_tail


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Envoy &amp; premier", "Envoy & premier"),
        ("R&D", "R&D"),
        ("Caf&eacute; &#8211; <b>open</b>", "Café – open"),
        ("It&amp;rsquo;s &lt;i&gt;on&lt;/i&gt;", "It’s on"),
        ("Why &lt;head&gt; matters", "Why <head> matters"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("One<br/>two\n three<!-- four -->", "One two three"),
        ("<!-- never closed", None),
        (" ", None),
        (None, None),
    ],
)
def test_plain_text(markup: str | None, text: str | None) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "image"),
    [
        ('<p><img alt="x" src="/1.jpg"/></p>', "/1.jpg"),
        ("<img src='a.png?b=1&amp;c=2'>", "a.png?b=1&c=2"),
        ('<img width="1" height="1" src="/pixel.gif"><img src=b.jpg>', "b.jpg"),
        ('<img src="data:image/gif;base64,AAAA">', None),
        ("no image", None),
    ],
)
def test_first_image(markup: str, image: str | None) -> None:
    assert first_image(markup) == image


@pytest.mark.parametrize(
    ("markup", "trimmed"),
    [
        ('They met. <br/><a href="https://x.example/1">Read Full Article at x.example</a>', "They met."),
        ('<p>They met.</p><p><a class="more" href="/1">Continue reading...</a></p>', "<p>They met.</p>"),
        ('Они встретились. <a href="/1">Читать далее</a> ', "Они встретились."),
        ('They met.<p>The post <a href="/1">They met</a> appeared first on <a href="/">X</a>.</p>', "They met."),
        ('They met <a href="/who">the premier</a>', 'They met <a href="/who">the premier</a>'),
        ('<a href="/1">Read more</a> was her advice.', '<a href="/1">Read more</a> was her advice.'),
    ],
)
def test_trim_tail(markup: str, trimmed: str) -> None:
    assert trim_tail(markup) == trimmed


def test_plain_text_to_paragraphs() -> None:
    assert paragraphs("One & two\nthree\n\n \nFour <5>") == "<p>One &amp; two\nthree</p><p>Four &lt;5&gt;</p>"
