"""A publisher that is killed at any moment leaves the old release or the new one, whole."""

import random
import time
from collections.abc import Callable
from multiprocessing import Pipe

import pytest

from scheduler.publishing.store import Store
from tests.forking import CONTEXT
from tests.publishing.store.publishers import following, heard, publish

KILLS = 50
LONGEST = 0.06
"""Seconds: long enough for a store to be made, and for some releases."""


@pytest.mark.slow
def test_nothing_is_half_stored_whenever_a_publisher_is_killed(
    place: str, opened: Callable[[], Store]
) -> None:
    """Fifty moments, the first ones while the store is made; what was said to be stored is there."""
    dice, published = random.Random(7), [0]
    for turn in range(KILLS):
        hears, says = Pipe(duplex=False)
        process = CONTEXT.Process(target=publish, args=(place, f"{turn}.", 10_000, says))
        process.start()
        # Every other one is killed after its first release, the others from the start on.
        numbers = []
        for _ in range(1 + turn % 2):
            assert hears.poll(60), "the publisher does not begin"
            numbers.append(int(hears.recv_bytes()))
        time.sleep(dice.uniform(0, LONGEST))
        process.kill()
        process.join()
        assert process.exitcode == -9
        numbers += heard(hears)
        store = opened()
        history = [summary.number for summary in store.history("forum")]
        assert history == [*range(1, len(history) + 1)]
        # Stored, and killed before it could say so: that is possible for one release of each publisher.
        said_last = max(*numbers, published[-1])
        assert len(history) in (said_last, said_last + 1)
        published.append(len(history))
        if history:
            assert store.latest("forum") == store.release("forum", history[-1])
        store.close()
    assert len(set(published)) > KILLS // 2
    store = opened()
    releases = [store.release("forum", number + 1) for number in range(published[-1])]
    for before, release in zip([None, *releases], releases, strict=False):
        assert release.entries == following(before, release.note).entries or before is None
    assert store.publish("forum", lambda before: following(before, "on it goes")) is not None
