"""Connections that are held open: nobody keeps others out, and nothing runs out."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.web.limits import MOST, QUEUE, Crowd, Room, room_for
from scheduler.web.log import RARELY, Journal
from tests.publishing.releases import entry, release
from tests.web.running import Running, published, request, running, soon

ASKS = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


@dataclass(eq=False)
class One:
    """A connection, as far as it matters."""

    name: str
    gone: list[str]
    address: str = ""
    """The first letter of its name."""

    def __post_init__(self) -> None:
        self.address = self.name[0]

    @property
    def reads(self) -> bool:
        """Whether there is a mark at its end."""
        return self.name.endswith("!")

    def go(self) -> None:
        """Say that it has gone."""
        self.gone.append(self.name)


def entered(words: str, *, fronted: bool = False) -> tuple[Crowd, dict[str, One], list[str]]:
    """Let connections in where six may be, three of one address; return them, and who had to go."""
    crowd, gone = Crowd(Room(6, 6), fronted=fronted), list[str]()
    found = {word: One(word, gone) for word in words.split()}
    for each in found.values():
        crowd.enter(each)
    return crowd, found, gone


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("a1", []),
        ("a1 a2 b1", []),  # there is room
        ("a1 a2 b1 b2 c1 c2", []),
        ("a1 a2 b1 b2 c1 c2 d1", ["a1"]),  # none: of those that have the most, the longest
        ("b1 a1 a2 c1 c2 a3 d1", ["a1"]),  # of the one that has the most
        ("b1 c1 c2 a1 a2 b2 c3", ["c1"]),  # the new one counts
        ("a1 a2 a3 a4", ["a1"]),  # all that one address may have
        ("a1! a2 a3 a4", ["a2"]),  # one that reads an answer stays, if another one does not
        ("a1! a2! a3! a4", ["a1!"]),
        ("a1 a2 a3 a4 a5", ["a1", "a2"]),
    ],
)
def test_who_goes(words: str, gone: list[str]) -> None:
    """Of six connections at once, three of one address."""
    assert entered(words)[2] == gone


def test_who_has_said_something_goes_later() -> None:
    """And who has left makes room, once."""
    crowd, found, gone = entered("a1 a2 a3")
    crowd.heard(found["a1"])
    crowd.enter(One("a4", gone))
    assert gone == ["a2"]
    for _ in range(2):
        crowd.leave(found["a2"])
        crowd.leave(found["a3"])
    crowd.heard(found["a2"])
    crowd.enter(One("a5", gone))
    assert gone == ["a2"]
    crowd.enter(One("a6", gone))
    assert gone == ["a2", "a1"]


def test_a_front_has_all_the_room() -> None:
    """Six, and then the one that has been silent the longest goes there, too."""
    assert entered("a1 a2 a3 a4 a5 a6", fronted=True)[2] == []
    assert entered("a1 a2 a3 a4 a5 a6 a7", fronted=True)[2] == ["a1"]


def test_a_crowd_is_large_from_three_quarters_on() -> None:
    """Four of six are not, five are."""
    assert not entered("a1 a2 b1 b2")[0].is_large
    assert entered("a1 a2 b1 b2 c1")[0].is_large


@pytest.mark.parametrize(
    ("files", "room"),
    [
        (1_000_000, Room(MOST, QUEUE)),
        (MOST + QUEUE + 32, Room(MOST, QUEUE)),
        (
            1_024,
            Room(496, 496),
        ),  # 992 besides those that the program needs, half for those that come
        (64, Room(16, 16)),
        (10, Room(8, 8)),
    ],
)
def test_there_is_room_for_as_many_as_there_may_be_files(files: int, room: Room) -> None:
    """Those that are at once, and those that come at once."""
    assert room_for(files) == room


@contextmanager
def held(port: int, number: int, address: str = "127.0.0.1") -> Iterator[list[socket.socket]]:
    """Open connections from an address of this machine, ask each for something, and keep them."""
    with ExitStack() as stack:
        found = []
        for _ in range(number):
            made = stack.enter_context(
                socket.create_connection(("127.0.0.1", port), 20, source_address=(address, 0))
            )
            assert is_open(made)
            found.append(made)
        yield found


def is_open(connection: socket.socket) -> bool:
    """Tell whether a connection is answered."""
    try:
        connection.sendall(ASKS)
        answer = b""
        while not answer.endswith(b"true}\n"):
            if not (part := connection.recv(4_096)):
                return False
            answer += part
        return answer.startswith(b"HTTP/1.1 200 OK")
    except (ConnectionError, TimeoutError):
        return False


def answered(port: int, target: str, address: str) -> bytes:
    """Ask from an address; return the answer's first line."""
    with socket.create_connection(("127.0.0.1", port), 20, source_address=(address, 0)) as asks:
        asks.sendall(request(target))
        return asks.recv(4_096).partition(b"\r\n")[0]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Serve with 64 files: 16 connections, eight of one address."""
    folder = tmp_path_factory.mktemp("small")
    published(str(folder / "tiny.db"), release(entry("talk")))
    with running(folder, str(folder / "tiny.db"), files=64) as service:
        yield service


def test_idle_connections_of_one_address_keep_nobody_out(small: Running) -> None:
    """More than there may be: others, and the address itself, are answered at once, and their own go."""
    with held(small.port, 3, "127.0.0.2") as quiet, held(small.port, 60) as many:
        for address in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
            for target in ("/health", "/en/", "/feeds/en/programme.ics"):
                assert answered(small.port, target, address) == b"HTTP/1.1 200 OK"
        assert all(map(is_open, quiet))
        assert not any(map(is_open, many[:50]))
        assert 3 <= sum(map(is_open, many)) <= 8


def test_many_addresses_get_a_share_each(small: Running) -> None:
    """Thirty with one connection each: the last sixteen have theirs."""
    with ExitStack() as stack:
        each = [stack.enter_context(held(small.port, 1, f"127.0.1.{n}"))[0] for n in range(1, 31)]
        assert answered(small.port, "/health", "127.0.0.9") == b"HTTP/1.1 200 OK"
        assert 14 <= sum(map(is_open, each)) <= 16


def test_a_storm_of_connections_fills_no_log(small: Running) -> None:
    """Two hundred at once, which say nothing, and 64 files at most: no line of them, and it goes on."""
    with ExitStack() as stack:
        for _ in range(200):
            made = stack.enter_context(socket.socket())
            made.setblocking(False)
            made.connect_ex(("127.0.0.1", small.port))
        time.sleep(2)
        assert answered(small.port, "/health", "127.0.0.2") == b"HTTP/1.1 200 OK"
    soon(lambda: answered(small.port, "/health", "127.0.0.1") == b"HTTP/1.1 200 OK")
    assert {line["event"] for line in map(json.loads, small.log().splitlines())} == {
        "started",
        "request",
    }


def test_what_happens_all_the_time_is_written_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once in ten seconds, with how often it was not."""
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    written: list[bytes] = []
    journal = Journal(written.append)
    for _ in range(1_000):
        journal.rarely("server", message="no file")
    journal.rarely("server", message="something else")
    now += RARELY
    journal.rarely("server", message="no file")
    journal.flush()
    lines = b"".join(written).splitlines()
    assert [(b"no file" in line, b'"left_out": 999' in line) for line in lines] == [
        (True, False),
        (False, False),
        (True, True),
    ]


def test_a_front_may_have_all_connections(tmp_path: Path) -> None:
    """It has them for all readers."""
    published(str(tmp_path / "tiny.db"), release(entry("talk")))
    with (
        running(tmp_path, str(tmp_path / "tiny.db"), files=64, proxied=True) as service,
        held(service.port, 16) as many,
    ):
        assert all(map(is_open, many))
