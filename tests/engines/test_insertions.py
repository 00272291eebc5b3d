"""A talk goes elsewhere in the sequence of its track; those in between make room, however long they are."""

from dataclasses import replace

import pytest

from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.restrictions import NONE, Capacity, Priced, Ranks, Switches, Unfit, Use
from scheduler.schedule import Schedule
from tests.engines.problems import at, hard, placed, problem, soft, span

LENGTHS = {"a1": 60, "a2": 30, "a3": 90, "b1": 30}
TRACK, OTHER = ("a1", "a2", "a3"), ("b1",)
HALVES = span(0, 180), span(180, 360)
START = placed(a1="0 A", a2="60 A", a3="90 A", b1="180 A")
COLD, FINE = 1.0, 1e6


def _model(*more: Priced) -> Model:
    """Return a model of a track that fills a room for a half-day, and another one after it."""
    rooms = Capacity("A", tuple(map(Use, LENGTHS)), at_most=1, rooms={"A": NONE})
    tracks = Switches("tracks", (TRACK, OTHER), HALVES)
    return prepared(
        problem(
            *hard(rooms, Unfit("b1", "b1", None, dict.fromkeys(map(at, range(0, 180, 30)), 1))),
            *soft(100, tracks),
            *more,
            lengths=LENGTHS,
            starts=range(0, 360, 30),
            rooms=("A",),
        )
    )


def _swept(model: Model, share: float, start: Schedule = START) -> Annealer:
    """Return an annealing that has only put talks elsewhere in their sequence, if anything."""
    moves = replace(
        DEFAULTS.annealing.moves,
        least_draws=0.0,
        most_exchanges=0,
        rebuilds=0.0,
        trades=0.0,
        relocations=0.0,
        first_ejections=0.0,
        most_ejections=0,
        permutations=0.0,
        insertions=share,
    )
    places = [place for place in model.places(start) if place is not None]
    annealer = Annealer(model, 0, places, params=replace(DEFAULTS.annealing, moves=moves))
    annealer._mixture = 1.0  # as if exchanges were all that moves: no draws
    for _ in range(20):
        annealer.sweep(COLD, FINE)
    return annealer


def _order(model: Model, annealer: Annealer) -> list[str]:
    rows = model.schedule(annealer.best_places).assignments
    return [each.session for each in sorted(rows, key=lambda each: each.start)]


@pytest.mark.parametrize("share", [2.0, 0.0])
def test_the_others_move_along(share: float) -> None:
    """The long talk wants to be first: the two before it begin ninety minutes later."""
    model = _model(*soft(1000, Ranks("a", TRACK, {"a3": 1}, HALVES)))
    found = _swept(model, share)
    assert found.best == (0, 1000 if share == 0 else 0)
    if share:
        assert _order(model, found)[0] == "a3"


def test_who_goes_last_lets_the_others_begin_earlier() -> None:
    """a1 wants to be last: what comes after it moves up to the begin of the half-day."""
    model = _model(*soft(1000, Ranks("a", TRACK, {"a1": 3}, HALVES)))
    found = _swept(model, 2.0)
    assert found.best == (0, 0)
    starts = {each.session: each.start for each in model.schedule(found.best_places).assignments}
    assert min(starts.values()) == at(0)
    assert starts["a1"] == at(120)


def test_a_talk_goes_beside_its_track_from_another_half_day() -> None:
    """Where there is room: three that last three hours leave none for b1, which has nothing to join."""
    start = placed(a1="240 A", a2="0 A", a3="30 A", b1="180 A")
    early = Unfit("a1", "a1", None, dict.fromkeys(map(at, range(180, 360, 30)), 1))
    found = _swept(_model(*soft(1000, early)), 2.0, start)
    assert found.best == (0, 0)


def test_nothing_moves_where_the_half_day_has_no_room() -> None:
    """Behind a talk that must stay where it is, the last one would not fit in."""
    late = Unfit("a2", "a2", None, dict.fromkeys(map(at, (0, 30, 90, 120, 150)), 1))
    kept = hard(late)
    found = _swept(_model(*kept, *soft(1000, Ranks("a", TRACK, {"a3": 1}, HALVES))), 2.0)
    assert found.best == (0, 1000)
