"""Whatever a page sends, it is answered in plain words, and what is refused has not been done."""

import json
import re
from typing import Any

import httpx
import pytest

from tests.web.desk.opened import Opened, Planner, start_of

THURSDAY = start_of("Thu 09:00")
DAYS = {"day": "2021-11-09", "last": "2021-11-10", "from": 0, "to": 600}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("do", {"do": "move", "session": "tides", "start": THURSDAY, "room": "hall"}),
    ("do", {"do": "move", "session": "tides", "day": "2021-11-09"}),
    ("weigh", {"do": "swap", "session": "tides", "other": "ports"}),
    ("weigh", {"do": "pin", "session": "tides"}),
    ("weigh", {"do": "lock", "day": "2021-11-09", "room": "hall"}),
    ("weigh", {"do": "unlock", "before": THURSDAY, "body": "board"}),
    ("weigh", {"do": "close", "room": "hall", **DAYS}),
    ("weigh", {"do": "away", "person": "ada", **DAYS}),
    ("weigh", {"do": "available", "pool": "team", **DAYS}),
    ("weigh", {"do": "change", "table": "rooms", "row": "hall", "field": "capacity", "value": 9}),
    ("weigh", {"do": "prefer", "table": "sessions", "row": "tides", "level": 2, **DAYS}),
    ("weigh", {"do": "take_back", "preference": "prefer tides"}),
    ("weigh", {"do": "set", "rule": "room_waste", "level": 2, "item": "tides"}),
    ("weigh", {"do": "add", "line": "Talk, 60 min, tue 10:00", "like": "tides"}),
    ("weigh", {"do": "way", "key": "1", "found": True}),
    ("prices", {"session": "tides"}),
    ("why", {"session": "tides", "start": THURSDAY, "room": "hall"}),
    ("preview", {"note": "More", "override": "why", "draft": True}),
    ("take", {"key": "1", "only": 0}),
    ("compare", {"with": "forum.desk.yaml"}),
    ("begin", {"title": "Two"}),
    ("restore", {"aside": "two"}),
]
BAD: list[Any] = [
    *("\ud800", "a\udfffb", "0001-01-01", "9999-12-31", "1969-12-31", "2200-01-01"),
    *("{}", "{0.__class__}|x", "\0", "", "x" * 300),
    *(-1, 2**39, -(2**40), 10**30, 1e300, float("nan"), float("inf"), True, None, [["x"]], {}),
]
RAW = re.compile(
    r"codec|surrogate|out of range|validation error|type=|Error\b|line \d+ column|https:"
)
"""What only a programmer understands."""


def sent(desk: Opened, path: str, body: bytes) -> httpx.Response:
    """Send a page's bytes to the desk."""
    headers = {"origin": desk.origin, "content-type": "application/json"}
    return httpx.post(f"{desk.address}{path}", content=body, headers=headers, timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize(("path", "asked"), ASKED)
def test_no_value_ends_in_a_defect(
    desk: Opened, ada: Planner, path: str, asked: dict[str, Any]
) -> None:
    """Each value in turn is replaced: it is taken, or refused in words and nothing has changed."""
    asked = {"by": "ada", "number": ada.state["number"], **asked}
    headers = {"origin": desk.origin, "content-type": "application/json"}
    before = ada.look()
    with httpx.Client(base_url=desk.address, headers=headers, timeout=60) as page:
        for key in asked:
            for bad in BAD if path != "begin" else BAD[:2]:
                fresh = {**asked, "number": before["number"], key: bad}
                answer = page.post(path, content=json.dumps(fresh).encode())
                assert answer.status_code in (200, 409, 410, 422), (key, bad, answer.text)
                after = ada.look()
                if answer.status_code != 200:
                    assert not RAW.search(answer.json()["error"]), (key, bad, answer.text)
                    assert after == before, (key, bad)
                elif path == "do":
                    assert ada.do("undo").status_code == 200
                    before = ada.look()


DEEP = 2_000


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"null", b"\xff", b'{"by": NaN}', b'{"by": 1e999}'),
        *(b"[" * DEEP + b"]" * DEEP, b'{"a":' * DEEP + b"1" + b"}" * DEEP, b"[" * 60_000),
        b'{"a": %s}' % (b"1" * 5_000),
    ],
)
def test_what_is_no_json_is_refused_in_words(desk: Opened, body: bytes) -> None:
    """However deep it is."""
    answer = sent(desk, "do", body)
    assert answer.status_code == 422
    assert answer.json()["error"] == ("Invalid request: expected a JSON object.")


def test_a_step_by_half_a_character_is_not_done(desk: Opened, ada: Planner) -> None:
    """Other pages could not be told who has done it; a name may be cut in the middle of an emoji."""
    before = ada.look()
    move = {"do": "move", "session": "tides", "start": THURSDAY, "room": "hall"}
    body = json.dumps({**move, "number": before["number"], "by": "Ada \ud83d"}).encode()
    answer = sent(desk, "do", body)
    assert (answer.status_code, answer.json()["error"]) == (
        422,
        "Invalid request: found an incomplete character.",
    )
    assert ada.look() == before


def test_a_day_without_conference_is_none_to_move_to(ada: Planner) -> None:
    """In the years of the calendar, too."""
    far, near = (
        ada.post("weigh", do="move", session="tides", day=day)
        for day in ("0001-01-01", "2021-12-01")
    )
    assert (far.status_code, near.status_code) == (422, 422)
    assert far.json()["error"] == "day: expected a date from 1970-01-01 to 2199-12-31."
    assert near.json()["error"] == "2021-12-01: not a day of forum-desk."
