"""A store that is damaged while the service runs: what is shown stays right, and recovers with the store."""

import random
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.errors import StoreError
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import digest_of
from scheduler.web.edition import Watch
from tests.processes import soon
from tests.publishing.releases import people, release
from tests.web.running import Running, client, published, running, token_for
from tests.web.test_replaced import ADA, BOB, TALK, TWO, copied, personal, place, state

__all__ = ["place"]

pytestmark = pytest.mark.slow

CASES = 80
THREE = release(TALK, people=people(["ada", "bob"]), number=3)
PAGE = 4096


def _flipped(content: bytes, dice: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(dice.choice([1, 8, 64])):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def _with_another_page(content: bytes, dice: random.Random) -> bytes:
    begin = dice.randrange(len(content) // PAGE) * PAGE
    return content[:begin] + dice.randbytes(PAGE) + content[begin + PAGE :]


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(dice.choice([0, len(content) - PAGE]), len(content))]


def _in_place(file: Path, content: bytes) -> None:
    """Write over a file, as a damaged disk does: it stays the same file."""
    with file.open("r+b") as opened:
        opened.write(content)
        opened.truncate(len(content))


@pytest.mark.parametrize("damage", [_flipped, _with_another_page, _cut])
@pytest.mark.parametrize("is_another", [False, True])
def test_whatever_is_damaged_nothing_wrong_is_shown(
    damage: Callable[[bytes, random.Random], bytes], is_another: bool, place: Path
) -> None:
    """The last release stays, nobody has the token of somebody else or a revoked one, and all is said."""
    revoked = token_for(str(place), ADA)
    in_force = {digest_of(token_for(str(place), owner)): owner for owner in (ADA, BOB)}
    published(str(place), TWO)
    good, dice = place.read_bytes(), random.Random(1)
    store = open_store(str(place))
    watch = Watch(store, "tiny", lambda: datetime.now(UTC))
    told = 0
    for _ in range(CASES // 6):
        damaged = damage(good, dice)
        if is_another:
            (place.parent / "new").write_bytes(damaged)
            (place.parent / "new").replace(place)
        else:
            _in_place(place, damaged)
        for _ in range(20):  # at one of which everything is read
            try:
                watch.look()
            except StoreError:
                told += 1
                break
        owners = watch.showing.owners
        assert watch.showing.edition.number == 2
        assert digest_of(revoked) not in owners
        if damage is _flipped:  # nobody can see that a letter of a name is another one
            assert all(owners.get(each) in (None, owner) for each, owner in in_force.items())
        else:
            assert owners == in_force
        _in_place(place, good)
        for _ in range(20):
            watch.look()
        assert watch.showing.owners == in_force
    store.close()
    assert told or damage is _flipped


def test_a_damaged_store_is_not_served(tmp_path: Path, place: Path) -> None:
    """A page of it is lost: that is said at the start."""
    with closing(sqlite3.connect(place)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'tokens_in_force'"
        ).fetchone()
    token_for(str(place), ADA)
    with place.open("r+b") as opened:
        opened.seek((root - 1) * PAGE + 8)
        opened.write(bytes(PAGE - 8))
    store = open_store(str(place))
    with pytest.raises(
        StoreError, match=r"tiny\.db: the store is damaged\. Restore it from a backup"
    ):
        Watch(store, "tiny", lambda: datetime.now(UTC))
    store.close()


# A process


def _garbage(file: Path) -> None:
    _in_place(file, random.Random(1).randbytes(3 * PAGE))


def _other_garbage(file: Path) -> None:
    (file.parent / "garbage").write_bytes(b"\0" * PAGE)
    (file.parent / "garbage").replace(file)


def _half(file: Path) -> None:
    _in_place(file, file.read_bytes()[: file.stat().st_size // 2])


def _without_log(file: Path) -> None:
    """Lose what is not in the file itself yet, under somebody who still reads it; and then the file."""
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM releases").fetchone()
        token_for(str(file), BOB)
        Path(f"{file}-wal").unlink()
        Path(f"{file}-shm").unlink()
        (file.parent / "log").write_bytes(random.Random(1).randbytes(2 * PAGE))
        (file.parent / "log").replace(f"{file}-wal")
    _half(file)


@contextmanager
def _asked_all_the_time(service: Running, paths: Mapping[str, bytes | None]) -> Iterator[None]:
    """Ask for paths over and over; each answers what is known of it, or 503."""
    done, wrong = threading.Event(), []

    def ask_on() -> None:
        with client(service) as ask:
            while not done.is_set():
                for path, body in paths.items():
                    answer = ask.get(path)
                    right = (200, body) if body is not None else (404, answer.content)
                    if answer.status_code != 503 and (answer.status_code, answer.content) != right:
                        wrong.append((path, answer.status_code, answer.content))

    thread = threading.Thread(target=ask_on)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
    assert not wrong


def test_requests_find_the_last_good_release_or_are_told_to_wait(
    tmp_path: Path, place: Path
) -> None:
    """However the store is damaged; it is a defect to nobody, and with a good store all is well again."""
    revoked, token = token_for(str(place), ADA), token_for(str(place), ADA)
    good = copied(place, "copy.db").read_bytes()
    with running(tmp_path, str(place)) as service, client(service) as ask:
        paths: dict[str, bytes | None] = {
            path: ask.get(path).content
            for path in ("/en/", "/feeds/en/programme.ics", f"/feeds/en/personal/{token}.ics")
        }
        paths[f"/feeds/en/personal/{revoked}.ics"] = None
        with _asked_all_the_time(service, paths):
            for damage in (_garbage, _half, _other_garbage, _without_log):
                damage(place)
                soon(lambda: state(ask) == {"release": 1, "store": "unreachable"})
                assert personal(ask, token).status_code == 503
                assert ask.get("/en/").status_code == 200
                _put_back(place, good)
                soon(lambda: state(ask) == {"release": 1, "store": "reachable"})
                assert personal(ask, token).status_code == 200
                assert personal(ask, revoked).status_code == 404
        published(str(place), TWO, THREE)
        soon(lambda: state(ask) == {"release": 3, "store": "reachable"})
        assert personal(ask, token).status_code == 200
        assert service.stop() == 0
    assert not service.logged("defect", "server")
    assert len(service.logged("store_unreachable")) == len(service.logged("store_reachable")) == 4
    assert "Traceback" not in service.log()


def _put_back(file: Path, content: bytes) -> None:
    """Put a copy in the place of a store, as docs/how-to/publish.md says, and nothing beside it."""
    for each in file.parent.glob(f"{file.name}-*"):
        each.unlink(missing_ok=True)
    (file.parent / "new").write_bytes(content)
    (file.parent / "new").replace(file)
