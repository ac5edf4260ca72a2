"""Character sets as pages declare them, rightly and wrongly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles.decoding import is_html, to_utf8

POLISH = "<html><head>{meta}</head><body><p>Żółć i gęś: minister złożył wizytę w Łodzi.</p></body></html>"
JAPANESE = "<html><head>{meta}</head><body><p>外務大臣は木曜日に隣国を訪問した。</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "meta", "content_type"),
    [
        (POLISH, "utf-8", "", None),
        (POLISH, "iso-8859-2", "", "text/html; charset=ISO-8859-2"),
        (POLISH, "cp1250", "<meta charset=windows-1250>", "text/html"),
        (POLISH, "utf-8", "<meta charset=iso-8859-1>", "text/html; charset=iso-8859-1"),
        (POLISH, "utf-16", "", None),
        (POLISH, "utf-8-sig", "<meta charset=latin1>", None),
        (POLISH, "cp1250", "<meta charset=no-such-set>", "text/html; charset=windows-1250"),
        (JAPANESE, "iso2022_jp", "<meta charset='iso-2022-jp'>", None),
        (JAPANESE, "cp932", "<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>", None),
        (JAPANESE, "euc_jp", "<?xml version='1.0' encoding='euc-jp'?>", None),
    ],
)
def test_declared_set_is_read_and_utf8_recognised(
    text: str, encoding: str, meta: str, content_type: str | None
) -> None:
    page = text.format(meta=meta)
    assert to_utf8(page.encode(encoding), content_type).decode() == page


def test_undeclared_set_is_guessed() -> None:
    page = "<html><body>" + "<p>Министр иностранных дел прибыл на переговоры о транзите зерна.</p>" * 20
    assert to_utf8(page.encode("cp1251"), None).decode() == page


def test_windows_quotes_hide_under_latin_1() -> None:
    assert to_utf8(b"<p>\x93No\x94, he said", "text/html; charset=iso-8859-1").decode() == "<p>“No”, he said"


@given(
    st.binary(max_size=300), st.sampled_from([None, "text/html; charset=gbk", "charset=", "text/html; charset=utf-7"])
)
def test_any_bytes_become_utf8_without_controls(body: bytes, content_type: str | None) -> None:
    text = to_utf8(body, content_type).decode("utf-8")
    assert not any(ord(character) < 32 and character not in "\t\n\f\r" for character in text)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"\n <!DOCTYPE html><html>", True),
        (b"<p>a fragment</p>", True),
        ("<html>".encode("utf-16"), True),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", True),
        (b"<?xml version='1.0'?><rss version='2.0'>", False),
        (b'{"title": "a < b"}', False),
        (b"%PDF-1.4 <html>", False),
        (b"\x89PNG\r\n\x1a\n", False),
        (b"plain words and 3 < 4", False),
    ],
)
def test_is_html(body: bytes, expected: bool) -> None:
    assert is_html(body) is expected
