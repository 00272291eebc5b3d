"""What a large problem has in common is there once, and to prepare it counts as work."""

import threading

import pytest

from scheduler.engines.annealing.capacity import capacities_of
from scheduler.engines.budget import FEW, FEW_PLACES, PLACE, SESSION, Budget, layout, preparation
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.model import prepared
from scheduler.engines.workers import Engines
from scheduler.restrictions import NONE, Capacity, Stay, Use
from tests.engines.problems import ROOMS, context_of, hard, problem, span


def test_few_sessions_are_prepared_for_nothing_and_each_one_more_counts() -> None:
    """So that searches of small conferences use up their limit for the search."""
    assert preparation(FEW) == 0.0
    assert preparation(FEW + 1) == pytest.approx(SESSION)


def test_few_places_are_laid_out_for_nothing_and_each_one_more_counts() -> None:
    assert layout(FEW, FEW_PLACES) == 0.0
    assert layout(FEW, FEW_PLACES + 1) == pytest.approx(PLACE)
    assert layout(FEW + 2, FEW_PLACES) == pytest.approx(2 * SESSION)


def test_nothing_is_laid_out_that_takes_longer_than_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one worker that is known beforehand, whatever the clock says."""
    made = problem(lengths={"a": 60, "b": 60})
    monkeypatch.setattr("scheduler.engines.workers.CoolingSchedule", lambda *_: None)
    for seconds, is_laid_out in ((0.9, False), (1.1, True)):
        monkeypatch.setattr("scheduler.engines.workers.layout", lambda *_: 1.0)
        budget = Budget(seconds, reproducible=True, stop=threading.Event())
        engines = Engines(context_of(made, budget))
        if is_laid_out:
            engines.annealer()
        else:
            with pytest.raises(UnfinishedError):
                engines.annealer()


def test_sessions_alike_have_their_places_and_their_shares_in_common() -> None:
    """Of each room there is a row, and a session has a share in each: there once for all that are alike."""
    names = ("a", "b", "c")
    uses = tuple(map(Use, names))
    rows = hard(*(Capacity(room, uses, 1, rooms={room: NONE}) for room in ROOMS))
    model = prepared(problem(*rows, lengths={"a": 60, "b": 60, "c": 120}))
    one, other, _ = model.domains.values()
    assert one.allowed is other.allowed
    data = capacities_of(model)
    assert data.shares[data.holds[0]] == data.shares[data.holds[1]]
    assert data.spans[data.holds[0]] == data.spans[data.holds[1]]
    assert data.spans[data.holds[0]] != data.spans[data.holds[2]]  # it is longer
    assert len(data.rooms) - 1 == len(ROOMS)


def test_a_session_that_cannot_be_everywhere_has_places_of_its_own() -> None:
    window = hard(Stay("a", "a", (span(0, 120),)))
    model = prepared(problem(*window, lengths={"a": 60, "b": 60}))
    one, other = model.domains.values()
    assert one.allowed is not other.allowed
    assert one.allowed.size < other.allowed.size
