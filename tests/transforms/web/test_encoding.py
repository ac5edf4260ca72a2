"""Content codings, the lying ones too."""

from __future__ import annotations

import gzip
import zlib

import pytest

from transforms.web.encoding import BodyDecoder, EncodingError, TooLargeError

TEXT = b"The ministers met on Tuesday. " * 200


def _decode(coding: str | None, body: bytes, cap: int = 1 << 20, step: int = 7) -> BodyDecoder:
    decoder = BodyDecoder(coding, cap)
    for at in range(0, len(body), step):
        decoder.feed(body[at : at + step])
    return decoder


def _raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (None, TEXT),
        ("", TEXT),
        ("identity", TEXT),
        ("UTF-8", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP ", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", _raw_deflate(TEXT)),
        ("gzip", TEXT),
        ("gzip", gzip.compress(TEXT[:500]) + gzip.compress(TEXT[500:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 100),
    ],
)
@pytest.mark.parametrize("step", [1, 1000, 10**6])
def test_bodies_come_out_whole(coding: str | None, body: bytes, step: int) -> None:
    decoder = _decode(coding, body, step=step)
    assert decoder.body() == TEXT
    assert decoder.finished


@pytest.mark.parametrize("body", [b"", b"x"])
@pytest.mark.parametrize("coding", [None, "gzip", "deflate"])
def test_tiny_bodies(coding: str | None, body: bytes) -> None:
    assert _decode(coding, body).body() == body


def test_a_bomb_is_held_to_the_cap() -> None:
    bomb = gzip.compress(bytes(50 << 20))
    decoder = BodyDecoder("gzip", 1 << 20)
    with pytest.raises(TooLargeError):
        decoder.feed(bomb)
    assert len(decoder.body()) == 1 << 20


def test_a_body_of_just_the_cap_passes() -> None:
    assert _decode("gzip", gzip.compress(TEXT), cap=len(TEXT)).body() == TEXT
    with pytest.raises(TooLargeError):
        _decode(None, TEXT, cap=len(TEXT) - 1)


def test_a_stream_without_its_end_is_not_finished() -> None:
    assert not _decode("gzip", gzip.compress(TEXT)[:-12]).finished


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip"])
def test_codings_never_asked_for(coding: str) -> None:
    with pytest.raises(EncodingError, match="not asked for"):
        BodyDecoder(coding, 100)


def test_a_broken_stream() -> None:
    with pytest.raises(EncodingError, match="not gzip"):
        _decode("gzip", gzip.compress(TEXT)[:20] + b"\xff" * 100)
