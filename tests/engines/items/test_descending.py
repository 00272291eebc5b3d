"""Single moves that pay at once, where sessions deal with tasks: they are seen from the start."""

import threading

import pytest

from scheduler.engines.counting import Counter
from scheduler.engines.items.limit import Limit
from scheduler.engines.items.questions import is_whole, keeps_all, penalty_of
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort
from scheduler.rules import problem_of, with_seats
from scheduler.solution import Engine
from tests.agendas import OFF, dealing, item, meeting
from tests.conference import placed, room, session

WISH = {"id": "early", "sessions": {"sessions": ["two"]}, "windows": [{"days": ["2021-11-08"]}]}
INSTANCE = meeting(
    item("draft", sessions={"sessions": ["one"]}),
    item("report", sessions={"sessions": ["two"]}),
    sessions=(
        session("one", pin={"start": "2021-11-08T10:00[Africa/Addis_Ababa]"}),
        session("two"),
    ),
    orders=({"items_first": ["draft"], "items_then": ["report"]},),
    rooms=[room("A")],
    preferences=[WISH],
    levels=OFF | {"item_out_of_order": "hard", "preference_missed": 5},
)
START = dealing(placed(INSTANCE, one="Mon 10:00 A", two="Tue 09:00 A"), one="draft", two="report")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_session_goes_where_it_is_wanted_with_what_it_deals_with(workers: int) -> None:
    """On Monday, after the draft on which it reports: not at nine."""
    problem, start = problem_of(INSTANCE), with_seats(START)
    counter = Counter(problem)
    assert is_whole(problem, start)
    assert keeps_all(counter, start)
    effort = Effort(Engine.AUTO, 20.0, workers=workers)
    limit = Limit(effort, threading.Event(), DEFAULTS)
    found = limit.descended(problem, start)[-1].with_agendas(start.agendas)
    assert keeps_all(counter, found)
    assert penalty_of(counter, found) < penalty_of(counter, start)
    assert found.by_session["two"].start > found.by_session["one"].start
    assert found.by_session["two"].start.day == 8


def test_nothing_is_moved_by_the_exact_engine_alone_or_after_the_end() -> None:
    """The one has no use for the fast engine; the other has no time."""
    problem, start, stop = problem_of(INSTANCE), with_seats(START), threading.Event()
    exact = Limit(Effort(Engine.CP_SAT, 20.0, workers=2), stop, DEFAULTS)
    assert exact.descended(problem, start) == ()
    stop.set()
    ended = Limit(Effort(Engine.AUTO, 20.0, workers=2), stop, DEFAULTS)
    assert ended.descended(problem, start) == ()


def test_what_lacks_an_item_is_not_whole() -> None:
    """Nor what lacks a session."""
    problem = problem_of(INSTANCE)
    assert not is_whole(problem, with_seats(dealing(START, one="draft")))
    assert not is_whole(problem, with_seats(placed(INSTANCE, one="Mon 10:00 A")))
