"""Content codings: gzip and deflate, decoded as bytes arrive and never beyond a cap."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
_UNKNOWN = frozenset({"br", "zstd", "compress", "x-compress"})  # sent unasked, they cannot be read
_GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(Exception):
    """The body is longer than the cap once decompressed."""


class EncodingError(Exception):
    """The body is not in the coding its header names."""


class BodyDecoder:
    """Takes a body piece by piece and holds what it decodes to, at most `cap` bytes.

    A header that lies is forgiven where the bytes show it: a plain body under `gzip` (proxies unpack and forget the
    header), raw deflate under `deflate` (RFC 9110 section 8.4.1.2 notes it), and names that are no coding (`utf-8`).
    """

    def __init__(self, coding: str | None, cap: int) -> None:
        self._coding = (coding or "").strip().lower()
        if self._coding in _UNKNOWN or "," in self._coding:
            raise EncodingError(f"content coding {self._coding} was not asked for")
        self._cap = cap
        self._size = 0
        self._parts: list[bytes] = []
        self._inflater: zlib._Decompress | None = None
        self._ended = False
        self._start: bytes | None = b""  # of a body or gzip member whose first two bytes are not here yet

    def feed(self, piece: bytes) -> None:
        """Decode one piece; raises TooLargeError or EncodingError."""
        while piece and not self._ended:
            if self._start is not None:
                piece = self._begin(self._start + piece)
            elif self._inflater is None:
                self._keep(piece)
                return
            else:
                piece = self._inflate(self._inflater, piece)

    def body(self) -> bytes:
        """Return what was decoded so far."""
        if self._start and not self._parts:
            return self._start  # a body of one byte
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    @property
    def finished(self) -> bool:
        """Whether the coding's own end was seen; always so without a coding."""
        return self._inflater is None or self._inflater.eof

    def _begin(self, start: bytes) -> bytes:
        """Choose the decoder by the first two bytes; returns what is to be decoded now."""
        if len(start) < 2:
            self._start = start
            return b""
        self._start = None
        if self._inflater is None:
            self._inflater = self._choose(start)
        elif start.startswith(_GZIP_MAGIC):
            self._inflater = _gzip()  # the next member of the same file (RFC 1952 section 2.2)
        else:
            self._ended = True  # padding behind the end, which every client ignores
        return start

    def _choose(self, start: bytes) -> zlib._Decompress | None:
        if self._coding in ("gzip", "x-gzip"):
            return _gzip() if start.startswith(_GZIP_MAGIC) else None
        if self._coding == "deflate":
            return zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(start) else -zlib.MAX_WBITS)
        return None

    def _inflate(self, inflater: zlib._Decompress, piece: bytes) -> bytes:
        """Decode a piece; returns what lies behind the coding's end."""
        try:
            self._keep(inflater.decompress(piece, self._cap - self._size + 1))
        except zlib.error as error:
            raise EncodingError(f"body is not {self._coding}: {error}") from None
        if inflater.eof:
            self._start = b""
        return inflater.unused_data

    def _keep(self, data: bytes) -> None:
        room = self._cap - self._size
        self._size += len(data)
        if data and room > 0:
            self._parts.append(data[:room])
        if len(data) > room:
            raise TooLargeError


def _gzip() -> zlib._Decompress:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _has_zlib_header(first: bytes) -> bool:
    """Return whether data begins with RFC 1950's two bytes: method 8, and a check value divisible by 31."""
    return first[0] & 0x0F == 8 and (first[0] << 8 | first[1]) % 31 == 0
