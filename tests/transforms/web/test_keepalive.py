"""Which hosts keep their connections."""

from __future__ import annotations

from transforms.web.keepalive import _FORGET_S, KeepAlive, hosts_that_fit


def test_so_many_hosts_and_no_more() -> None:
    keep = KeepAlive(3)
    assert [keep.worth(f"{n}.example", 0.0) for n in range(4)] == [True, True, True, False]
    assert keep.worth("0.example", 1.0)


def test_hosts_no_longer_asked_make_room() -> None:
    keep = KeepAlive(2)
    keep.worth("a.example", 0.0)
    keep.worth("b.example", 0.0)
    keep.worth("a.example", _FORGET_S)
    assert [keep.worth(host, _FORGET_S + 1) for host in ("new.example", "a.example", "c.example")] == [
        True,
        True,
        False,
    ]


def test_some_always_fit() -> None:
    assert 0 < hosts_that_fit() <= 500
