"""Nurseries that stand by are taken once, and closed where nobody takes them."""

from __future__ import annotations

from tests.transforms.workers.work import GREETING, LENGTH
from transforms.workers import standby
from transforms.workers.pool import WorkerPool
from transforms.workers.standby import nursery_for, standing_by


def test_a_pool_takes_the_one_that_stands_by() -> None:
    with standing_by([GREETING, LENGTH]), WorkerPool(GREETING, 1, 60.0) as pool:
        pool.submit("you")
        outcome = pool.wait_one()
        assert outcome is not None
        assert outcome.result == "hello you"


def test_it_is_taken_once_and_by_its_task_alone() -> None:
    with standing_by([GREETING]):
        other, first, second = nursery_for(LENGTH), nursery_for(GREETING), nursery_for(GREETING)
        assert len({id(other), id(first), id(second)}) == 3
        for nursery in (other, first, second):
            assert nursery.running
            nursery.close()


def test_one_that_nobody_takes_ends_with_the_block() -> None:
    with standing_by([GREETING]):
        (waiting,) = standby._WAITING.values()
        assert waiting.running
    assert not waiting.running
    assert not standby._WAITING
