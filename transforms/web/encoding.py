"""Content codings: gzip and deflate, decoded as bytes arrive and never beyond a cap."""

from __future__ import annotations

import zlib

ACCEPTED = "gzip, deflate"
_GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(Exception):
    """The body is longer than the cap once decompressed."""


class EncodingError(Exception):
    """The body is not in the coding its header names."""


class BodyDecoder:
    """Takes a body piece by piece and holds what it decodes to, at most `cap` bytes.

    A header that lies is forgiven where the bytes show it: a plain body under `gzip` (proxies unpack and forget the
    header), raw deflate under `deflate` (RFC 9110 section 8.4.1.2 notes it).
    """

    def __init__(self, coding: str | None, cap: int) -> None:
        self._coding = (coding or "identity").strip().lower()
        if self._coding not in ("gzip", "x-gzip", "deflate", "identity", ""):
            raise EncodingError(f"content coding {self._coding} was not asked for")
        self._cap = cap
        self._size = 0
        self._parts: list[bytes] = []
        self._inflater: zlib._Decompress | None = None
        self._begun = False

    def feed(self, piece: bytes) -> None:
        """Decode one piece; raises TooLargeError or EncodingError."""
        if not self._begun and piece:
            self._begun = True
            self._inflater = self._choose(piece)
        if self._inflater is None:
            self._keep(piece)
        else:
            self._inflate(piece)

    def body(self) -> bytes:
        """Return what was decoded so far."""
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    @property
    def finished(self) -> bool:
        """Whether the coding's own end was seen; always so without a coding."""
        return self._inflater is None or self._inflater.eof

    def _choose(self, first: bytes) -> zlib._Decompress | None:
        if self._coding in ("gzip", "x-gzip"):
            return _gzip() if first.startswith(_GZIP_MAGIC[: len(first)]) else None
        if self._coding == "deflate":
            return zlib.decompressobj(zlib.MAX_WBITS if _has_zlib_header(first) else -zlib.MAX_WBITS)
        return None

    def _inflate(self, piece: bytes) -> None:
        while piece and self._inflater is not None:
            if self._inflater.eof:
                if not piece.startswith(_GZIP_MAGIC):
                    return  # padding behind the end, which every client ignores
                self._inflater = _gzip()  # the next member of the same file (RFC 1952 section 2.2)
            try:
                self._keep(self._inflater.decompress(piece, self._cap - self._size + 1))
            except zlib.error as error:
                raise EncodingError(f"body is not {self._coding}: {error}") from None
            piece = self._inflater.unused_data

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
    return len(first) >= 2 and first[0] & 0x0F == 8 and (first[0] << 8 | first[1]) % 31 == 0
