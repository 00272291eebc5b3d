"""Whole tracks and bodies are drawn anew: that leads where a session alone does not, in a wanted order."""

from collections.abc import Mapping

import pytest

from scheduler.engines.annealing.groups import tracks_of
from scheduler.engines.annealing.moves import REBUILDS
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import (
    NONE,
    Capacity,
    Distinct,
    Held,
    Priced,
    Ranks,
    Switches,
    Unfit,
    Unmixed,
    Use,
)
from tests.engines.annealers import annealer_with, cold, swept
from tests.engines.problems import at, hard, placed, problem, soft, span

PERIODS = span(0, 90), span(90, 180)
ONE, TWO = ("a1", "a2", "a3"), ("b1",)
LENGTHS = dict.fromkeys((*ONE, *TWO), 30)
START = placed(a1="0 A", a2="30 A", a3="60 A", b1="0 B")
MOST = 96


def _tracks(*more: Priced) -> Model:
    """Return a model of two tracks, of which the first is better anywhere else than in A for the first."""
    uses = tuple(map(Use, LENGTHS))
    rooms = [Capacity(each, uses, at_most=1, rooms={each: NONE}) for each in ("A", "B")]
    dear = Held("a", ONE, PERIODS, {(0, "A"): 1})
    apart = Distinct("a", ONE), Distinct("a", ONE, PERIODS)
    return prepared(
        problem(
            *hard(Unmixed("tracks", (ONE, TWO), PERIODS), *rooms),
            *soft(1000, dear),
            *soft(1000, *apart),
            *soft(100, Unfit("b1", "b1", None, {at(30): 1, at(60): 1, at(90): 1, at(120): 1})),
            *more,
            lengths=LENGTHS,
            starts=(0, 30, 60, 90, 120, 150),
            rooms=("A", "B"),
        )
    )


@pytest.mark.parametrize(("rebuilds", "penalty"), [(1.0, 0), (0.0, 1000)])
def test_a_track_goes_elsewhere_as_a_whole(rebuilds: float, penalty: int) -> None:
    """Talk by talk it would have two rooms or periods for a while: in the cold nothing else goes there."""
    annealer = swept(annealer_with(_tracks(), START, rebuilds=rebuilds))
    assert (annealer.forbidden, annealer.penalty) == (0, penalty)


def test_its_talks_find_room_for_each_other() -> None:
    """The first start that costs no more: three half-hours in ninety minutes leave no gap."""
    late = [Unfit(each, each, None, {at(0): 1, at(30): 1, at(60): 1}) for each in ONE]
    model = _tracks(*hard(*late))
    found = cold(model, START, rebuilds=1.0)
    starts = sorted(each.start for each in found.assignments if each.session in ONE)
    assert starts == [at(90), at(120), at(150)]


WANTED = {"a1": 3, "a2": 2, "a3": 1}


@pytest.mark.parametrize("wanted", [WANTED, {"a3": 1}, {"a1": 1, "a2": 2, "a3": 3}], ids=str)
def test_a_wanted_order_is_kept(wanted: Mapping[str, int]) -> None:
    """Whatever order it has to begin with."""
    model = _tracks(*soft(1000, Ranks("a", ONE, wanted, PERIODS)))
    assert swept(annealer_with(model, START, rebuilds=1.0)).best == (0, 0)


@pytest.mark.parametrize(
    ("wanted", "members"),
    [
        (WANTED, ("a3", "a2", "a1")),
        ({"a1": 2}, ("a2", "a1", "a3")),
        ({"a1": 9}, ("a2", "a3", "a1")),
        ({"a1": 1, "a2": 1}, ("a1", "a2", "a3")),
        ({}, ("a1", "a2", "a3")),
    ],
    ids=str,
)
def test_talks_are_drawn_in_the_order_that_is_wanted(
    wanted: Mapping[str, int], members: tuple[str, ...]
) -> None:
    """Those that want no place fill the places before; a track of one talk is no track."""
    model = _tracks(*soft(1000, Ranks("a", ONE, wanted, PERIODS)))
    tracks = tracks_of(model, MOST)
    assert tracks.firsts.tolist() == [0, 3]
    assert tracks.members.tolist() == [model.numbers[each] for each in members]


def test_tracks_that_are_too_large_stay() -> None:
    """Three talks are at most three, and more than two."""
    assert tracks_of(_tracks(), 3).firsts.tolist() == [0, 3]
    assert tracks_of(_tracks(), 2).firsts.tolist() == [0]


def test_tracks_are_what_shares_no_room_or_pays_for_each() -> None:
    """Also those that should not switch; without any, nothing is tried."""
    for kind in (
        Unmixed("i", (ONE, TWO), PERIODS),
        Switches("i", (ONE, TWO), PERIODS),
        Distinct("i", ONE),
    ):
        made = prepared(problem(*soft(1, kind), lengths=LENGTHS, starts=(0, 30), rooms=("A", "B")))
        assert tracks_of(made, MOST).firsts.tolist() == [0, 3]
    nothing = prepared(problem())
    assert tracks_of(nothing, MOST).firsts.tolist() == [0]
    assert Annealer(nothing, 0, [(0, 0)] * len(nothing.domains)).tries[REBUILDS] == 0


def test_one_in_two_groups_is_taken_out_once() -> None:
    """Two bodies meet jointly: the annealer counts what the board costs, whatever it draws."""
    both = soft(1000, Distinct("a", ONE), Distinct("b", ("a3", "b1")))
    model = _tracks(*both)
    annealer = annealer_with(model, START, rebuilds=5.0)
    for temperature in (1e5, 1e3, 10.0):
        annealer.sweep(temperature, 1e3)
        again = Annealer(model, 0, annealer.places)
        assert (annealer.forbidden, annealer.penalty) == (again.forbidden, again.penalty)
