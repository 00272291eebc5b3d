"""Exchanges of what fills two rooms for a period: they lead where nothing else does."""

import numpy as np
import pytest

from scheduler.engines.annealing.room_moves import periods_of
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import NONE, Capacity, Held, Priced, Unfit, Unmixed, Use
from scheduler.schedule import Schedule
from tests.engines.annealers import cold
from tests.engines.problems import at, hard, placed, problem, soft, span

PERIODS = span(0, 60), span(60, 120)
ONE, TWO = ("a1", "a2"), ("b1", "b2")
LENGTHS = dict.fromkeys((*ONE, *TWO), 30)
CELLS = tuple((period, room) for period in (0, 1) for room in ("A", "B"))
START = placed(a1="0 A", a2="30 A", b1="60 B", b2="90 B")
TRADED = placed(a1="60 B", a2="90 B", b1="0 A", b2="30 A")


def _only_in(sessions: tuple[str, ...], cell: tuple[int, str]) -> Held:
    return Held(sessions[0], sessions, PERIODS, {each: 9 for each in CELLS if each != cell})


def _tracks(
    *more: Priced, one: tuple[int, str] = (1, "B"), two: tuple[int, str] = (0, "A")
) -> Model:
    """Return a model in which each track is best in one room for a period, its first talk first."""
    uses = tuple(map(Use, LENGTHS))
    rooms = [Capacity(each, uses, at_most=1, rooms={each: NONE}) for each in ("A", "B")]
    first = [Unfit(each, each, None, {at(30): 1, at(90): 1}) for each in ("a1", "b1")]
    return prepared(
        problem(
            *hard(Unmixed("tracks", (ONE, TWO), PERIODS), *rooms),
            *soft(1000, _only_in(ONE, one), _only_in(TWO, two), *first),
            *more,
            lengths=LENGTHS,
            starts=(0, 30, 60, 90),
            rooms=("A", "B"),
        )
    )


@pytest.mark.parametrize(("trades", "found"), [(1.0, TRADED), (0.0, START)])
def test_two_tracks_change_places(trades: float, found: Schedule) -> None:
    """Session by session they would share a room, or have two: in the cold nothing else leads there."""
    assert cold(_tracks(), START, trades=trades) == found


def test_a_track_goes_to_a_room_that_is_empty() -> None:
    """The second track is best where it is: the first one changes to a room that nobody has."""
    model = _tracks(one=(0, "B"), two=(1, "B"))
    found = cold(model, START, trades=1.0)
    assert found == placed(a1="0 B", a2="30 B", b1="60 B", b2="90 B")


@pytest.mark.parametrize(("barred", "moves"), [(90, False), (0, True)])
def test_all_of_them_go_or_none(barred: int, *, moves: bool) -> None:
    """One session that may not be where it would come to holds both tracks."""
    bars = Unfit("barred", "a2", None, {at(barred): 1})
    found = cold(_tracks(*hard(bars)), START, trades=1.0)
    assert (found == TRADED) is moves


def test_periods_are_those_of_the_groups() -> None:
    """Each start has its period, and each period its first start; without groups there are none."""
    periods, begins = periods_of(_tracks())
    assert periods.tolist() == [0, 0, 1, 1]
    assert begins.tolist() == [0, 2]
    none, nothing = periods_of(prepared(problem()))
    assert np.all(none == -1)
    assert not len(nothing)
