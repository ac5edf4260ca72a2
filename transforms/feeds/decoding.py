"""A feed's bytes to text: gzip that was left on, and the character set that fits rather than the one declared."""

from __future__ import annotations

import codecs
import re
import zlib

#: A feed has no use for more: the largest of 97 real ones measured is 1.6 MB.
MAX_BYTES = 16 * 2**20

_GZIP = b"\x1f\x8b"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\x00?\x00", "utf-16-le"),  # XML 1.0 appendix F: without a mark
    (b"\x00<\x00?", "utf-16-be"),
)
_XML_ENCODING = re.compile(rb"^\s{0,100}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

# Labels that stand for a larger set in practice (WHATWG Encoding Standard, section 4.2).
_LARGER = {
    "iso8859-1": "windows-1252",
    "ascii": "windows-1252",
    "iso8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python's text codecs that are no character set of a document; some take quadratic time.
_NOT_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs"})


class TooLargeError(ValueError):
    """A body that is, or unpacks to, more than MAX_BYTES."""


def unpack(body: bytes) -> bytes:
    """Return a body without the gzip layers that a server left on or a file came in; a cut stream gives what it has.

    At most two layers; raises TooLargeError beyond MAX_BYTES.
    """
    for _ in range(2):
        if body[:2] == _GZIP:
            body = _gunzip(body)
    if len(body) > MAX_BYTES:
        raise TooLargeError
    return body


def _gunzip(body: bytes) -> bytes:
    inflate = zlib.decompressobj(wbits=31)
    try:
        plain = inflate.decompress(body, MAX_BYTES + 1)
    except zlib.error:  # not gzip after all; nothing else begins like this, so it will not be a feed
        return body
    return plain


def decode(body: bytes, content_type: str | None) -> str:
    """Return a body as text.

    In turn: a byte order mark; UTF-8 if the bytes are that (other text almost never is, whatever a server declares);
    the charset of the XML declaration, which travels with the file; that of `content_type`; windows-1252.
    Bytes that fit nothing become U+FFFD.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return body.decode(codec, "replace").removeprefix("\ufeff")
    declared = _declared(body, content_type)
    stateful = any(name.startswith(("iso2022", "hz")) for name in declared)  # looks like ASCII, which is UTF-8
    for name in declared if stateful else ["utf-8", *declared]:
        try:
            return body.decode(name)
        except UnicodeDecodeError:
            continue
    return _closest(body, declared)


def _declared(body: bytes, content_type: str | None) -> list[str]:
    xml = _XML_ENCODING.match(body[:400])
    http = _HTTP_CHARSET.search(content_type or "")
    labels = [xml[1].decode("ascii") if xml else "", http[1] if http else ""]
    return [name for name in map(_charset, labels) if name]


def _charset(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name if label else ""
        b"".decode(name or "undefined")  # refuses codecs that do not give text
    except (LookupError, UnicodeError):
        return None
    return None if name in _NOT_CHARSETS else _LARGER.get(name, name)


def _closest(body: bytes, declared: list[str]) -> str:
    """Decode what is broken in every charset: mostly sound UTF-8 stays that, the rest goes by its declaration."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - broken
    if sound >= broken:
        return text
    others = [name for name in declared if name != "utf-8"]
    return body.decode(others[0] if others else "windows-1252", "replace")
