"""Clients that err, and clients that mean harm: no answer of theirs is a defect, and none tells a secret."""

import random
import socket

import httpx
import pytest

from tests.web.conftest import Secretive
from tests.web.running import request, spoken
from tests.web.test_secrets import secrets

PIECES = (
    "feeds", "en", "fr", "personal", "picked", "programme.ics", "rooms", "A.ics", "..", ".", "", "%2e%2e",
    "%2f", "%00", "%ff%fe", "%0d%0aSet-Cookie:x=1", "etc", "passwd", "+", "panel+", "behind-doors",
    "~", "*", "index.html", "worker.js", "health", "a" * 300, "%F0%9F%98%80", "\\", "|", "{token}",
)  # fmt: skip
NAMES = (
    "If-None-Match", "If-Modified-Since", "Accept-Encoding", "Accept", "Range", "Content-Length", "Cookie",
    "Transfer-Encoding", "Expect", "Upgrade", "Connection", "X-Forwarded-For", "Host", "TE", "Bad Name", "",
)  # fmt: skip
VALUES = (
    "*", '"', 'W/"', '"a"', "gzip;q=", "gzip;q=9", ";;;,,,", "bytes=0-5", "-1", "0", "5",
    "99999999999999999999",
    "chunked", "100-continue", "websocket", "upgrade", "h2c", "Wed, 31 Feb 2021 25:61:61 GMT", "é", "\x7f",
    "",     "a" * 2_000, '"' * 500, ",".join(f'"{n}"' for n in range(300)),
)  # fmt: skip
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "BREW", "get", "GET\t", "")


def fuzzed(dice: random.Random) -> bytes:
    """Return a request, or something like it."""
    path = "/" + "/".join(dice.choices(PIECES, k=dice.randint(0, 6)))
    query = dice.choice(["", "", "?", "?a=b", "?" + "x" * dice.randint(0, 3_000), "#f"])
    lines = [
        f"{dice.choice(METHODS)} {path}{query} HTTP/{dice.choice(['1.1', '1.1', '1.0', '2.0', 'x'])}"
    ]
    if dice.random() < 0.9:
        lines.append("Host: x")
    lines += [f"{dice.choice(NAMES)}: {dice.choice(VALUES)}" for _ in range(dice.randint(0, 4))]
    made = ("\r\n".join([*lines, "Connection: close", "", ""])).encode("utf-8")
    if dice.random() < 0.2:  # and then something is wrong with it
        cut = dice.randrange(len(made))
        made = made[:cut] + dice.randbytes(dice.randint(0, 20)) + made[cut:]
    return made


def statuses(answer: bytes) -> list[int]:
    """Return the statuses of all answers in what came over a connection."""
    return [int(part[2:5]) for part in answer.split(b"HTTP/1.")[1:]]


@pytest.mark.slow
def test_a_thousand_fuzzed_requests(secretive: Secretive, ask: httpx.Client) -> None:
    """No answer says that we are to blame; none holds a secret; and the service is as well as before."""
    dice = random.Random(7)
    port, seen = secretive.running.port, set()
    for _ in range(1_000):
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            connection.sendall(fuzzed(dice))
            connection.shutdown(socket.SHUT_WR)
            answer = _all(connection)
        found = statuses(answer)
        assert all(status < 500 for status in found)
        seen |= {*found}
        assert not [
            secret for secret in secrets(secretive) if secret in answer.replace(b"\r\n ", b"")
        ]
        assert b"set-cookie" not in answer.lower()
    assert {200, 400, 404, 405} <= seen
    assert ask.get("/health").status_code == 200
    log = secretive.running.log()
    assert '"event": "defect"' not in log
    assert "Traceback" not in log
    assert '"level": "error"' not in log


def _all(connection: socket.socket) -> bytes:
    answer = b""
    try:
        while part := connection.recv(65_536):
            answer += part
    except (ConnectionResetError, BrokenPipeError):
        pass
    return answer


@pytest.mark.parametrize(
    "target",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/feeds/../../tiny.db",
        "/feeds/en/../../../tiny.db",
        "/en/..",
        "/./",
        "//etc/passwd",
        "/feeds/en/rooms/..%00.ics",
        "\\..\\..\\tiny.db",
        "/tiny.db",
        "/tokens.json",
        "/.git/config",
        "/index.html/",
        "http://other.example/etc/passwd",
    ],
)
def test_no_path_leads_out(secretive: Secretive, target: str) -> None:
    """Paths name contents of a release; there is no folder behind them."""
    assert statuses(spoken(secretive.running.port, request(target))) == [404]


@pytest.mark.parametrize(
    "header",
    [
        "X: a\r\n\tSet-Cookie: x=1",
        "X: a\x00b",
        "X : a",
        "X: a\rSet-Cookie: x=1",
        "X: a\nSet-Cookie: x=1",
    ],
)
def test_headers_cannot_be_put_in(secretive: Secretive, header: str) -> None:
    """What a client sends is in no header of the answer."""
    answer = spoken(secretive.running.port, request("/feeds/en/programme.ics", header))
    assert b"set-cookie" not in answer.lower()
    assert statuses(answer)[0] in (200, 400)
    injected = spoken(secretive.running.port, request("/feeds/en/x%0d%0aSet-Cookie:%20x=1.ics"))
    assert b"set-cookie" not in injected.lower()


def test_many_requests_on_one_connection(secretive: Secretive) -> None:
    """One after the other, sent at once, answered in order."""
    targets = ["/health", "/nothing", "/feeds/en/programme.ics", "/health/live"]
    first = b"".join(f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for target in targets)
    answer = spoken(secretive.running.port, first + request("/robots.txt"))
    assert statuses(answer) == [200, 404, 200, 200, 200]
