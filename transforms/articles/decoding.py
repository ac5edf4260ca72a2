"""Bytes of a page to UTF-8: which character set they are in, and whether they are HTML at all.

The order follows the WHATWG encoding sniffing algorithm (BOM, then transport, then the page's own meta
element), with one change that real pages ask for: bytes that are valid UTF-8 are UTF-8 whatever is declared,
because a declaration is wrong far more often than a legacy text happens to be valid UTF-8.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

#: A meta element has to stand in the first 1,024 bytes (HTML standard, 4.2.5.4); real pages put it later.
_PRESCAN_BYTES = 4096
_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)

#: What browsers read under these labels (WHATWG Encoding Standard, section 4.2): supersets of what they name.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}
#: Encodings whose bytes may all be ASCII, so that a test for UTF-8 says nothing.
_SEVEN_BIT = frozenset({"iso2022_jp", "hz", "utf-7"})
#: Enough for a guess by statistics, and a bound on its cost.
_SAMPLE_BYTES = 6000

#: Bytes that no HTML text holds and libxml2 stumbles over: C0 controls but tab, line feed, form feed, return.
_CONTROLS = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13))
_TAG = re.compile(rb"<(?:!doctype|!--|\?xml|[a-z][a-z0-9]*[\s>/])", re.I)
_FOREIGN_MAGIC = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"OggS", b"ID3")
_XML_FEED = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|rdf:RDF)[\s>]", re.S)


def is_html(body: bytes) -> bool:
    """Return whether the bytes look like a page for people; the declared media type is not asked, it lies."""
    head = body[:_PRESCAN_BYTES]
    if head.startswith(_FOREIGN_MAGIC) or _XML_FEED.match(head):
        return False
    if b"\x00" in head[:512] and not head.startswith(_BOMS[1][0]) and not head.startswith(_BOMS[2][0]):
        return False
    return _TAG.search(head.replace(b"\x00", b"")) is not None


def to_utf8(body: bytes, content_type: str | None) -> bytes:
    """Return the page as UTF-8 without control characters; undecodable bytes become U+FFFD."""
    return _recode(body, content_type).translate(None, _CONTROLS)


def _recode(body: bytes, content_type: str | None) -> bytes:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            rest = body[len(bom) :]
            return rest if encoding == "utf-8" else rest.decode(encoding, "replace").encode()
    declared = _declared(body, content_type)
    if not _SEVEN_BIT.intersection(declared) and _is_utf8(body):
        return body
    return _decode(body, declared).encode()


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Return Python's names of the declared encodings, the header's first."""
    labels = []
    if content_type and (match := _HEADER_CHARSET.search(content_type)):
        labels.append(match[1])
    labels += [match[1].decode("ascii", "replace") for match in _META_CHARSET.finditer(body[:_PRESCAN_BYTES])]
    return [name for name in map(_python_name, labels) if name]


def _python_name(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    return _SUPERSETS.get(name, name)


def _decode(body: bytes, declared: list[str]) -> str:
    for encoding in declared:
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue  # declared wrongly; the next witness may be right
    encoding = declared[0] if declared else _guess(body)
    return body.decode(encoding, "replace")


def _guess(body: bytes) -> str:
    sample = body[:_SAMPLE_BYTES] + body[-_SAMPLE_BYTES:]
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"
