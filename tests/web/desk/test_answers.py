"""What a desk answers: prices, reasons, steps, and nothing to strangers."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from scheduler.desk import open_desk
from scheduler.explanation.conflicts import weight_of
from tests.web.desk.opened import Opened, Planner, opened, start_of


def test_prices_are_those_of_the_drop(ada: Planner) -> None:
    """What a place says is what the total differs by once the session is there."""
    prices = ada.post("prices", session="tides").json()
    start, room = start_of("Wed 14:00"), "annex"
    at = prices["starts"].index(start) * 2 + 1  # the hall comes first
    before = ada.state["total"]
    # The annex has no `remote`, which Tides needs: one of what is no minute
    assert prices["forbidden"][at] == weight_of("room_lacks_feature")
    after = ada.move("tides", start, room).json()
    assert after["total"] - before == prices["penalty"][at] == after["difference"]
    assert after["broken"] == 1
    assert ada.do("undo").json()["total"] == before


def test_a_reason_is_one_sentence_and_names_who_is_in_the_way(ada: Planner) -> None:
    """Ada chairs both."""
    why = ada.post("why", session="ports", start=start_of("Tue 15:00"), room="hall").json()
    assert why["sentence"] == (
        "Ada Lovelace is double-booked in two sessions on Tue 9 Nov 15:00-16:00: Board (1), Ports and rails "
        "(60 min)"
    )
    assert (why["way"], why["forbidden"]) == (["board-1"], 60 * weight_of("person_conflict"))


def test_a_place_that_no_pin_can_name_is_said_to_be_impossible(ada: Planner) -> None:
    """A start before the conference is none."""
    start = start_of("Mon 09:00") - 1440
    why = ada.post("why", session="ports", start=start, room="hall").json()
    assert why["impossible"]
    assert "2021-11-07" in why["sentence"]


def test_a_move_on_an_old_state_is_refused_with_what_changed(desk: Opened, ada: Planner) -> None:
    """Whoever comes second is told what the first one did, and nothing is lost."""
    grace = Planner(desk, "grace")
    assert ada.move("tides", start_of("Thu 09:00"), "hall").status_code == 200
    refused = grace.move("wharves", start_of("Wed 10:00"), "hall")
    assert refused.status_code == 409
    assert refused.json()["since"] == ["Move Tides to Thu 11 Nov 09:00 in Hall."]
    places = grace.look()["places"]
    assert places["tides"][0] == start_of("Thu 09:00")
    assert places["wharves"][0] == start_of("Wed 09:00")


def test_pins_drops_and_closures_are_those_of_the_commands(desk: Opened, ada: Planner) -> None:
    """All of it is in the files that the commands read."""
    assert ada.do("do", do="pin", session="board-2").json()["pins"]["board-2"] == [True, True]
    assert "wharves" not in ada.do("do", do="drop", session="wharves").json()["places"]
    close = {"do": "close", "room": "annex", "day": "2021-11-12", "from": 0, "to": 1440}
    assert ada.do("do", **close).json()["steps"][-1] == "Close Annex on Fri 12 Nov."
    told = subprocess.run(
        [sys.executable, "-m", "scheduler.cli", "desk", "history", "forum.yaml"],
        cwd=desk.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Leave out Old wharves." in told.stdout


def test_what_a_command_does_is_seen_at_the_desk(desk: Opened, ada: Planner) -> None:
    """The files are looked at before each step."""
    assert ada.move("tides", start_of("Thu 09:30"), "hall").status_code == 200
    file = open_desk(desk.folder / "forum.yaml", solutions=desk.folder / "solutions")
    assert file.desk.done == ada.state["done"]
    command = [sys.executable, "-m", "scheduler.cli", "desk", "undo", "forum.yaml"]
    subprocess.run(command, cwd=desk.folder, capture_output=True, check=True)
    assert ada.move("closing", start_of("Fri 09:00"), "hall").status_code == 409
    assert ada.look()["done"] == file.desk.done - 1


def test_strangers_find_nothing(desk: Opened, ada: Planner) -> None:
    """Without the secret, or under another name of this machine, there is nothing."""
    assert httpx.get(f"{desk.origin}/").status_code == 404
    assert httpx.get(f"{desk.origin}/{'x' * 24}/").status_code == 404
    named = {"host": "evil.example.org"}
    assert httpx.get(desk.address, headers=named).status_code == 400
    assert httpx.get(desk.address).headers["referrer-policy"] == "no-referrer"
    assert ada.look()["done"]


@pytest.mark.parametrize(
    "headers",
    [
        {"content-type": "application/json"},
        {"content-type": "application/json", "origin": "https://evil.example.org"},
        {"content-type": "application/json", "origin": "null"},
    ],
)
def test_another_sites_page_moves_nothing(desk: Opened, headers: dict[str, str]) -> None:
    """Even if it knows the address: its origin is another one, and no browser lets it say otherwise."""
    body = b'{"do": "undo"}'
    answer = httpx.post(f"{desk.address}undo", content=body, headers=headers)
    assert answer.status_code == 403


def test_a_form_moves_nothing(desk: Opened) -> None:
    """A form of a page needs no leave to be sent, but cannot be JSON."""
    headers = {"origin": desk.origin, "content-type": "text/plain"}
    assert httpx.post(f"{desk.address}undo", content=b"{}", headers=headers).status_code == 403


def test_too_much_at_once_is_refused(ada: Planner) -> None:
    """A page sends little."""
    assert ada.post("state", junk="x" * 70_000).status_code == 422


def test_a_number_that_cannot_be_is_refused_in_words(ada: Planner) -> None:
    """What was found, and what is expected; the least that can be is taken."""
    change = {"do": "change", "table": "sessions", "row": "tides", "field": "duration"}
    answer = ada.post("weigh", **change, value=0)
    assert answer.status_code == 422
    assert "found 0, expected a whole number of minutes from 1" in answer.json()["error"]
    assert ada.post("weigh", **change, value=1).status_code == 200


def test_who_looks_on_changes_nothing(desk: Opened) -> None:
    """The other address shows all, and moves nothing."""
    boss = Planner(desk, reading=True)
    assert boss.post("all").json()["may_write"] is False
    assert boss.move("tides", start_of("Wed 09:00"), "hall").status_code == 403
    assert boss.do("undo").status_code == 403
    for asked in ("publish", "preview"):
        assert boss.post(asked, number=boss.state["number"]).status_code == 403


def test_news_is_streamed(desk: Opened, ada: Planner) -> None:
    """A page hears of each step, and who has taken it."""
    with httpx.stream("GET", f"{desk.address}events", timeout=30) as stream:
        lines = stream.iter_lines()
        assert '"hello"' in next(lines)
        ada.move("tides", start_of("Mon 14:00"), "hall")
        heard = next(line for line in lines if '"step"' in line)
        assert "Move Tides to Mon 8 Nov 14:00 in Hall." in heard
        assert '"by":"ada"' in heard


@pytest.mark.slow
def test_ctrl_c_ends_it_and_leaves_all_files(tmp_path: Path) -> None:
    """Also with a page that listens."""
    with opened(tmp_path) as made:
        planner = Planner(made)
        with httpx.stream("GET", f"{made.address}events", timeout=30) as stream:
            next(stream.iter_lines())
            planner.move("tides", start_of("Thu 09:00"), "hall")
            assert made.interrupt() in (0, 130)
    assert "Move Tides to Thu 11 Nov 09:00" in (tmp_path / "forum.desk.yaml").read_text()
    assert (tmp_path / "solutions" / "forum-desk.json").exists()
