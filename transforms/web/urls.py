"""Addresses: which one to ask, and which ones name the same article.

Two forms of one address are kept apart on purpose. `fetchable` is what goes over the wire: the address as given,
made legal. `canonical` is a name: it folds spellings together, and nothing is ever asked for under it.

Syntax is RFC 3986, non-ASCII addresses RFC 3987, host names IDNA 2008 with the mapping of UTS 46.
courlan is not used: it merges what differs (it drops parameters without a value, `?12345`, and any parameter whose
name begins with `ga`, `gl`, `cid` or `uid`), and it keeps fragments and dot segments, which differ without meaning.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

import idna

from transforms.web.tracking import is_tracking

_DEFAULT_PORTS = {"http": 80, "https": 443}
_MAX_LENGTH = 8192  # longer ones are data, not addresses; servers refuse request lines of this size

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_EDGES = "".join(map(chr, range(0x21)))  # C0 controls and space, which feeds leave around links
_LINE_BREAKS = re.compile(r"[\t\r\n]")  # inside a link they come from wrapped XML, never from the address
_AS_IT_IS = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986 reserved characters and the escape itself; letters are never quoted
_HOST_CHARACTERS = re.compile(r"[a-z0-9_.-]+")


def absolute(base: str | None, url: str) -> str | None:
    """Return a link of a document at `base` as an absolute http(s) address, or None if it is none.

    An empty link, which by the letter is the document itself, is none: feeds write it where they have no link.
    """
    link = _tidy(url)
    if not link:
        return None
    try:
        joined = urljoin(base, link) if base else link
        parts = urlsplit(joined)
        return joined if parts.scheme in _DEFAULT_PORTS and _authority_is_sound(parts) else None
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def fetchable(url: str) -> str | None:
    """Return the address to ask for: as given, without fragment, illegal characters percent-encoded as UTF-8.

    Escapes that are there stay as they are, since servers exist that tell `%2F` from `/` and `%e4` from `%E4`.
    None where the address is no http(s) one.
    """
    parts = _parts(url)
    host = parts and _host(parts.hostname or "")
    if parts is None or host is None:
        return None
    user, at, _ = parts.netloc.rpartition("@")
    netloc = _legal(user) + at + _with_port(host, parts)
    return urlunsplit((parts.scheme, netloc, _legal(parts.path) or "/", _legal(parts.query), ""))


@lru_cache(maxsize=1024)
def canonicalize(url: str, base: str | None = None) -> str | None:
    """Return the name under which an article is known, whichever feed or page linked to it; None if no http(s) address.

    Folded together, besides what RFC 3986 section 6.2 calls equivalent (case of scheme and host, default port, dot
    segments, needless or lower-case escapes, an empty path): user names, fragments, `&amp;` left by feeds that escape
    twice, tracking parameters, empty segments and a slash at the end of the path, and the order of parameters (those
    of the same name keep theirs). News sites answer alike for all of these. The scheme and `www.` stay.
    """
    target = absolute(base, url)
    parts = _parts(target) if target else None
    host = parts and _host(parts.hostname or "")
    if parts is None or host is None:
        return None
    path = _without_dots(re.sub("/{2,}", "/", _normal(parts.path))).rstrip("/") or "/"
    return urlunsplit((parts.scheme, _with_port(host, parts), path, _query(parts.query), ""))


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """Return the host of an address in lower case and ASCII, or an empty string where there is none."""
    parts = _parts(url)
    return (parts and _host(parts.hostname or "")) or ""


def origin_of(url: str) -> str:
    """Return scheme, host and port of a fetchable address, which share one robots.txt (RFC 9309 section 2.3)."""
    return "/".join(url.split("/", 3)[:3])


def _tidy(url: str) -> str:
    return _LINE_BREAKS.sub("", url.strip(_EDGES))


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(_tidy(url))
        sound = len(url) <= _MAX_LENGTH and parts.scheme in _DEFAULT_PORTS and _authority_is_sound(parts)
        url.encode("utf-8", "surrogateescape")  # half a character cannot be sent
    except ValueError:
        return None
    return parts if sound else None


def _authority_is_sound(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    bracketed = "[" in parts.netloc
    # Reading .port raises ValueError where it is no port; Python 3.10 takes a name in brackets for a host.
    return bool(host) and bracketed == (":" in host) and (parts.port is None or parts.port > 0)


def _with_port(host: str, parts: SplitResult) -> str:
    default = parts.port is None or parts.port == _DEFAULT_PORTS[parts.scheme]
    return host if default else f"{host}:{parts.port}"


@lru_cache(maxsize=1024)
def _host(host: str) -> str | None:
    """Return a host in the one spelling the rest of the program compares, or None if it cannot be one."""
    host = unquote(host).lower()
    if ":" in host:
        return _ipv6(host)
    if not host.isascii():
        host = _idna(host)
    host = host.rstrip(".")
    if not host or not _HOST_CHARACTERS.fullmatch(host) or ".." in host:
        return None
    return _ipv4(host) if host.rpartition(".")[2][:1].isdigit() else host


def _ipv6(host: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(host)}]"
    except ValueError:
        return None


def _ipv4(host: str) -> str | None:
    """Return dotted decimals for any spelling the C library reads as IPv4: 127.1, 0x7f000001, 2130706433."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _idna(host: str) -> str:
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return ""


def _legal(part: str) -> str:
    # A Location header in Latin-1 comes as escaped bytes, and goes back as the bytes it was.
    return quote(part, safe=_AS_IT_IS, errors="surrogateescape")


def _normal(part: str) -> str:
    """Percent-encode what must be, and nothing else (RFC 3986 section 6.2.2)."""
    return _ESCAPE.sub(_needed, _legal(part)) if "%" in part or not part.isascii() else _legal(part)


def _needed(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if _UNRESERVED.fullmatch(character) else escape[0].upper()


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986 section 5.2.4); more `..` than folders end at the root."""
    if "/." not in path:
        return path
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept)


def _query(query: str) -> str:
    pairs = (pair for pair in _normal(query.replace("&amp;", "&")).split("&") if pair)
    return "&".join(sorted((pair for pair in pairs if not is_tracking(pair)), key=lambda pair: pair.partition("=")[0]))
