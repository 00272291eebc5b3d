"""How much one address may ask for, and what is remembered: both sides of each edge."""

from pathlib import Path

import pytest

from scheduler.web.limits import ADDRESSES, Gate, Recent, sender
from tests.publishing.releases import entry, release
from tests.web.running import Running, client, published, running


class Clock:
    """Tells the time that a test has set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_address_may_spend_what_it_has_saved_and_no_more() -> None:
    """At 2 a second, 40 at once; the next after half a second, and not a moment before."""
    clock = Clock()
    gate = Gate(2, clock)
    assert [gate.wait("a") for _ in range(40)] == [0] * 40
    assert gate.wait("a") == 1
    clock.now += 0.49
    assert gate.wait("a") == 1
    clock.now += 0.01
    assert gate.wait("a") == 0
    assert gate.wait("a") == 1
    assert gate.wait("b") == 0
    clock.now += 1_000
    assert [gate.wait("a") for _ in range(41)] == [*[0] * 40, 1]


def test_the_wait_is_told_in_whole_seconds() -> None:
    """At one in 20 seconds: 20 after the only one, 10 when ten have passed."""
    clock = Clock()
    gate = Gate(0.05, clock)
    assert (gate.wait("a"), gate.wait("a")) == (0, 20)
    clock.now += 10
    assert gate.wait("a") == 10


def test_no_rate_is_no_limit() -> None:
    """0 lets everybody in."""
    gate = Gate(0, Clock())
    assert not any(gate.wait("a") for _ in range(100_000))


def test_addresses_are_forgotten() -> None:
    """The one that has been quiet the longest: it begins anew, and memory has an end."""
    gate = Gate(0.05, Clock())
    for number in range(ADDRESSES):
        gate.wait(str(number))
    assert gate.wait("0") > 0
    gate.wait("one more")
    assert gate.wait("0") > 0
    assert gate.wait("1") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("no:address", "no:address", True),
    ],
)
def test_who_sends(one: str, other: str, same: bool) -> None:
    """An address of IPv4, a network of IPv6."""
    assert (sender(one) == sender(other)) == same


def test_what_is_heavy_goes_when_it_was_not_asked_for() -> None:
    """Up to the weight, the last that were asked for; what is too heavy alone is not kept."""
    recent: Recent[str, bytes] = Recent(10, len)
    recent.put("a", b"1234")
    recent.put("b", b"123456")
    assert (recent.get("a"), recent.weight) == (b"1234", 10)
    recent.put("c", b"1")
    assert (recent.get("b"), recent.get("a"), recent.get("c")) == (None, b"1234", b"1")
    recent.put("d", b"12345678901")
    assert (recent.get("d"), recent.weight) == (None, 0)


def _statuses(service: Running, *forwarded: str) -> list[int]:
    with client(service) as ask:
        return [
            ask.get("/health/live", headers={"X-Forwarded-For": each}).status_code
            for each in forwarded
        ]


def test_too_many_requests_are_refused(tmp_path: Path) -> None:
    """One in 20 seconds at 0.05 a second; whoever claims to ask for others is not believed."""
    place = str(tmp_path / "tiny.db")
    published(place, release(entry("talk")))
    with running(tmp_path, place, rate=0.05) as service:
        assert _statuses(service, "192.0.2.1") == [200]
        with client(service) as ask:
            answer = ask.get("/", headers={"X-Forwarded-For": "192.0.2.2"})
        assert answer.status_code == 429
        assert 1 <= int(answer.headers["retry-after"]) <= 20


def test_a_front_says_for_whom_it_asks(tmp_path: Path) -> None:
    """Each reader has a rate of their own then; only the last name counts, which the front has added."""
    place = str(tmp_path / "tiny.db")
    published(place, release(entry("talk")))
    with running(tmp_path, place, rate=0.05, proxied=True) as service:
        asked = ["192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.3, 192.0.2.2", "192.0.2.3"]
        assert _statuses(service, *asked) == [200, 200, 429, 429, 200]
