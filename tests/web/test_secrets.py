"""F44, F45 and what else must stay private: by canaries in all that is private."""

import json
import logging
import re
import statistics
import time

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, path_of
from scheduler.publishing.page import page_of
from scheduler.web.log import JsonLines
from tests.processes import soon
from tests.publishing.test_privacy import CANARY, with_canaries
from tests.web.conftest import Secretive
from tests.web.running import request, spoken


def everything_public() -> list[str]:
    """Return the paths of all that everybody may read."""
    made = with_canaries()
    feeds = Feeds(made)
    calendars = [
        f"/{path_of(which, language)}" for which in feeds.public for language in ("en", "fr")
    ]
    pages = [f"/{path}" for path in page_of(made)]
    own = [
        "/",
        "/en/",
        "/fr/",
        "/health",
        "/health/live",
        "/health/ready",
        "/robots.txt",
    ]
    return [*calendars, *pages, *own, "/feeds/en/picked/panel+behind-doors.ics", "/nothing"]


def secrets(secretive: Secretive) -> list[bytes]:
    """Return what no public answer and no log may hold."""
    closed = next(each for each in with_canaries().entries if each.private)
    own = (secretive.token, secretive.revoked)
    return [CANARY.encode(), b"behind-doors", closed.uid.encode(), *(each.encode() for each in own)]


def test_f44_a_token_opens_one_feed_in_each_language(
    ask: httpx.Client, secretive: Secretive
) -> None:
    """Its owner's, with what is behind doors; the token is not in it."""
    for language in ("en", "fr"):
        answer = ask.get(f"/feeds/{language}/personal/{secretive.token}.ics")
        assert answer.status_code == 200
        assert answer.content.replace(b"\r\n ", b"").count(CANARY.encode()) > 4
        said = str(answer.headers).encode() + answer.content.replace(b"\r\n ", b"")
        assert secretive.token.encode() not in said
        assert answer.headers["x-robots-tag"] == "noindex"
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", secretive.token)  # 256 bits


@pytest.mark.parametrize(
    "wrong",
    [
        "/feeds/en/personal/{revoked}.ics",
        "/feeds/en/personal/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
        "/feeds/en/personal/canary-ada.ics",
        "/feeds/en/personal/.ics",
        "/feeds/en/personal/",
        "/feeds/en/personal",
        "/feeds/en/",
        "/feeds/",
        "/feeds/de/personal/{token}.ics",
        "/feeds/en/personal/{token}",
        "/feeds/en/personal/{token}.ICS",
        "/feeds/en/personal/{token}.ics/",
        "/feeds/en/personal/{token}.ics%00",
        "/feeds/en/personal/../personal/{token}.ics",
        "//feeds/en/personal/{token}.ics",
        "/feeds/en/personal/{token}{token}.ics",
        "/feeds/en/programme.ics?token={token}/../x",
        "/nothing",
    ],
)
def test_f45_unknown_is_revoked_is_not_there(secretive: Secretive, wrong: str) -> None:
    """To the byte, headers too; there are no lists of folders."""
    port = secretive.running.port
    target = wrong.format(token=secretive.token, revoked=secretive.revoked)
    answer = spoken(port, request(target))
    if "?" in wrong:  # a query changes nothing: this is the programme
        assert answer.startswith(b"HTTP/1.1 200")
        return
    never = spoken(port, request("/feeds/en/personal/never.ics"))
    assert answer.startswith(b"HTTP/1.1 404")
    dates = re.compile(rb"date: [^\r]*\r\n")
    assert dates.sub(b"", answer) == dates.sub(b"", never)


def test_f45_unknown_and_revoked_take_the_same_time(
    ask: httpx.Client, secretive: Secretive
) -> None:
    """By turns, so that both meet the same machine: medians differ by less than either scatters."""
    unknown, revoked = "A" * 43, secretive.revoked
    seconds: dict[str, list[float]] = {unknown: [], revoked: []}
    for _ in range(150):
        for token, found in seconds.items():
            begun = time.perf_counter()
            assert ask.get(f"/feeds/en/personal/{token}.ics").status_code == 404
            found.append(time.perf_counter() - begun)
    first, second = (statistics.quantiles(each, n=4) for each in seconds.values())
    scatter = max(first[2] - first[0], second[2] - second[0])
    assert abs(first[1] - second[1]) < max(scatter, 0.0005)


def test_f45_search_engines_are_kept_out(ask: httpx.Client) -> None:
    """Of personal and picked feeds; others may be found."""
    lines = ask.get("/robots.txt").text.splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /feeds/*/personal/",
        "Disallow: /feeds/*/picked/",
    ]
    assert "x-robots-tag" not in ask.get("/feeds/en/programme.ics").headers
    assert "x-robots-tag" not in ask.get("/en/").headers
    assert ask.get("/feeds/en/picked/panel.ics").headers["x-robots-tag"] == "noindex"


def test_nothing_private_is_in_anything_public(ask: httpx.Client, secretive: Secretive) -> None:
    """Byte by byte: in no answer, header, log line or number, whatever has been asked for before."""
    own = f"/feeds/en/personal/{secretive.token}.ics"
    wrong = [f"/feeds/en/personal/{each}" for each in (secretive.token, secretive.revoked)]
    for path in (own, f"{own}?{secretive.token}", *wrong, f"/{secretive.token}", f"{own}/x"):
        ask.get(path, headers={"Referer": own, "User-Agent": secretive.token})
    spoken(secretive.running.port, request(own, method="POST"))
    spoken(secretive.running.port, request(own, method=secretive.token))
    spoken(secretive.running.port, request("/", f"bad header {secretive.token}"))
    paths = everything_public()
    assert len(paths) > 20
    for path in paths:
        answer = ask.get(path)
        assert answer.status_code == (404 if path == "/nothing" else 200)
        said = f"{answer.headers}".encode() + answer.content.replace(b"\r\n ", b"")
        for secret in secrets(secretive):
            assert secret.lower() not in said.lower(), path
    ask.head("/robots.txt")  # here alone; lines are in the order of what was asked
    soon(lambda: '"HEAD", "path": "/robots.txt"' in secretive.running.log())
    log = secretive.running.log().encode()
    assert b"/feeds/en/personal/{token}.ics" in log
    for secret in (*secrets(secretive), b"?", b"127.0.0.1"):
        assert secret.lower() not in log.lower()


def test_what_is_logged_of_a_request(ask: httpx.Client, secretive: Secretive) -> None:
    """A line of JSON each: what was asked for, how it ended, how long it took; not by whom."""
    ask.get("/feeds/fr/kinds/meeting.ics?since=yesterday")
    running = secretive.running
    soon(
        lambda: any(
            each["path"] == "/feeds/fr/kinds/meeting.ics" for each in running.logged("request")
        )
    )
    (line,) = [
        each for each in running.logged("request") if each["path"] == "/feeds/fr/kinds/meeting.ics"
    ][-1:]
    assert line.keys() == {
        "time",
        "event",
        "worker",
        "method",
        "path",
        "sort",
        "status",
        "bytes",
        "ms",
    }
    assert (line["method"], line["sort"], line["status"]) == ("GET", "public", 200)


def test_what_the_event_loop_says_names_no_reader() -> None:
    """As when no file is left for a connection: what it says further is of sockets."""
    said = "socket.accept() out of system resource\nsocket: <raddr=('192.0.2.1', 5000)>"
    record = logging.LogRecord("asyncio", logging.ERROR, "", 1, said, None, None)
    line = json.loads(JsonLines().format(record))
    assert (line["event"], line["message"]) == ("server", "socket.accept() out of system resource")


def test_health_says_what_is_served(ask: httpx.Client) -> None:
    """The number of the release, and whether the store can be read."""
    assert ask.get("/health").json() == {"release": 1, "store": "reachable"}
    assert ask.get("/health/live").json() == {"live": True}
