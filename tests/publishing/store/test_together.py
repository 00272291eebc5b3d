"""One store, used by several at once."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import sleep

from scheduler.publishing.records import Release
from scheduler.publishing.store import Store
from tests.publishing.store.publishers import following


def test_the_slower_of_two_first_publishers_comes_second(opened: Callable[[], Store]) -> None:
    """It has begun while the first was at it, and drafts on top of what that has published."""
    store, other = opened(), opened()
    seen: list[Release | None] = []
    slower: list[Future[Release | None]] = []

    def second(before: Release | None) -> Release:
        seen.append(before)
        return following(before, "second")

    with ThreadPoolExecutor(1) as pool:

        def first(before: Release | None) -> Release:
            slower.append(pool.submit(other.publish, "forum", second))
            sleep(0.3)
            assert not seen
            return following(before, "first")

        release = store.publish("forum", first)
        later = slower[0].result(30)
    assert seen == [release]
    assert (release and release.number, later and later.number) == (1, 2)
    assert [each.note for each in store.history("forum")] == ["first", "second"]


def test_threads_may_share_a_store(store: Store) -> None:
    """They read while others publish, and each sees a release that is whole."""

    def publish(turn: int) -> Release | None:
        return store.publish("forum", lambda before: following(before, str(turn)))

    def read(_turn: int) -> Release | None:
        return store.latest("forum")

    publish(0)
    with ThreadPoolExecutor(8) as pool:
        published, found = pool.map(publish, range(10)), list(pool.map(read, range(40)))
    written = {release.number: release for release in published if release is not None}
    assert sorted(written) == [*range(2, 12)]
    assert all(release is not None for release in found)
    assert {r.number for r in found if r and r.number > 1} <= {*written}
    assert all(r == written[r.number] for r in found if r and r.number > 1)
