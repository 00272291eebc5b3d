"""The page for a committee that a desk makes: the programme as it began, and facts since."""

from collections.abc import Iterator

import httpx
import pytest

from scheduler.catalogue import RULES
from tests.reporting.pages import read
from tests.reporting.test_front_page import front
from tests.web.desk.opened import Opened, Planner, opened, start_of

POOL = "interpretation: [{id: six, title: Six languages, languages: [en, fr], counts: meetings, teams: 2}]\n"
HOURS = {"day": "2021-11-11", "from": 0, "to": 1440}
KNOWN = (
    {"do": "close", "room": "annex", **HOURS},
    {"do": "away", "pool": "six", **HOURS, "last": "2021-11-12"},
    {"do": "set", "rule": "room_overflow", "level": "off"},
)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open a desk that knows of a closed room and a team away, and on which one session goes elsewhere."""
    folder = tmp_path_factory.mktemp("changed")
    with opened(folder, more=POOL) as made:
        other = Planner(made)
        assert other.post("begin", title="Plan A").status_code == 200
        other.state = other.post("state", desk="plan-a.yaml").json()
        tides = {"session": "tides", "start": start_of("Tue 14:00"), "room": "hall"}
        assert other.do("do", desk="plan-a.yaml", do="move", **tides).status_code == 200
        planner = Planner(made)
        for asked in KNOWN:
            answer = planner.do("do", **asked)
            assert answer.status_code == 200, answer.text
        assert planner.move("board-2", start_of("Thu 14:00"), "hall").status_code == 200
        yield made


def _page(desk: Opened, language: str = "en", names: tuple[str, ...] = ("forum",)) -> str:
    asked = {"desk": [f"{each}.yaml" for each in names], "language": language}
    asked["desk"] = [each.replace("forum.yaml", "forum.desk.yaml") for each in asked["desk"]]
    found = httpx.get(f"{desk.reading}report.html", params=asked, timeout=60)
    assert found.status_code == 200
    return found.text


def _all(page: str) -> str:
    return " ".join("".join(read(page).texts).split())


@pytest.mark.slow
def test_of_what_was_made_before_facts_were_known_nothing_is_claimed(changed: Opened) -> None:
    """It names them, but not what was decided; the hard rules are kept by what was known then."""
    page = _page(changed)
    said = front(page)
    assert "If nothing is decided" not in said
    assert (
        "It was planned before this was known: Annex is closed on Thu 11 Nov; "
        "Six languages: 1 team is not available from Thu 11 Nov to Fri 12 Nov. "
        "It may no longer be possible."
    ) in said
    assert "Hard rules The startall satisfied when it was planned forumall satisfied" in _all(page)


def test_of_any_programme_it_is_said_that_it_was_made_before(changed: Opened) -> None:
    """Plan A does not know of the closed room: it is not said to be better than the one that does."""
    page = _page(changed, names=("plan-a", "forum"))
    said = _all(page)
    assert "Plan A was planned before this was known: Annex is closed on Thu 11 Nov; " in said
    assert said.count("It may no longer be possible.") == 2
    assert "No other programme is at least as good" not in said
    assert said.count("all satisfied when it was planned") == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_rule_is_called_by_its_id(changed: Opened, language: str) -> None:
    """Neither in tables nor in sentences."""
    said = _all(_page(changed, language)).lower()
    assert [rule for rule in RULES if rule in said] == []


def test_in_french_no_sentence_stays_english(changed: Opened) -> None:
    """What was asked, what it was before, and which levels differ."""
    said = _all(_page(changed, "fr"))
    assert "1 équipe n’est pas disponible du jeu. 11 nov. au ven. 12 nov." in said
    assert "team is not available" not in said
    assert "rooms too small" not in said.lower()
