"""Sessions of a redrawn track that are equally long change places: the best order is found at once."""

from collections.abc import Mapping
from itertools import permutations
from random import Random

import pytest

from scheduler.engines.annealing.groups import MOST, tracks_of
from scheduler.engines.annealing.search import Annealer
from scheduler.engines.model import Model, prepared
from scheduler.restrictions import NONE, Capacity, Priced, Ranks, Switches, Unfit, Use
from scheduler.schedule import Schedule
from tests.engines.annealers import annealer_with, swept
from tests.engines.problems import at, hard, placed, problem, soft, span

ROUND = ("a1", "a2", "a3")
OTHER = ("b1",)
PERIOD = (span(0, 120),)
FIRST = (span(0, 30),)
START = placed(a1="0 A", a2="30 A", a3="60 A", b1="90 A")


def _model(*more: Priced, lengths: Mapping[str, int] | None = None) -> Model:
    """Return a model of two tracks that fill a room; those of the first may be in any order."""
    lengths = lengths or dict.fromkeys((*ROUND, *OTHER), 30)
    rooms = Capacity("A", tuple(map(Use, lengths)), at_most=1, rooms={"A": NONE})
    tracks = Switches("tracks", (ROUND, OTHER), FIRST)
    return prepared(
        problem(
            *hard(rooms),
            *soft(100, tracks),
            *more,
            lengths=lengths,
            starts=(0, 30, 60, 90),
            rooms=("A",),
        )
    )


def _swept(model: Model, share: float, start: Schedule = START) -> Annealer:
    """Return an annealing with draws, which move nothing in a full room, and so many rebuilds of a track."""
    made = annealer_with(model, start, least_draws=0.0, most_exchanges=0, rebuilds=share)
    return swept(made, 5)


def _round() -> tuple[Priced, ...]:
    """Return what each would pay: nothing one place further on, more the nearer it is to its own."""
    dear = [(1, 0, 2), (2, 1, 0), (0, 2, 1)]
    return soft(
        1000,
        *(
            Unfit(each, each, None, {at(30 * n): price for n, price in enumerate(own) if price})
            for each, own in zip(ROUND, dear, strict=True)
        ),
    )


@pytest.mark.parametrize(("share", "penalty"), [(1.0, 0), (0.0, 3000)])
def test_all_three_go_one_place_further_at_once(share: float, penalty: int) -> None:
    """Where the room is full, an exchange of two of them makes nothing better."""
    assert _swept(_model(*_round()), share).best == (0, penalty)


@pytest.mark.parametrize(
    "wanted", [dict(zip(each, (1, 2, 3), strict=True)) for each in permutations(ROUND)], ids=str
)
def test_they_take_the_places_in_the_sequence_that_they_want(wanted: Mapping[str, int]) -> None:
    """Whichever: what a place in the sequence costs is known before any of them has one."""
    assert _swept(_model(*soft(1000, Ranks("a", ROUND, wanted, PERIOD))), 1.0).best == (0, 0)


def test_the_places_of_others_in_the_sequence_count() -> None:
    """b1 comes first, and is shorter: so the first of the three is the second of all."""
    lengths = {"b1": 15, **dict.fromkeys(ROUND, 30)}
    everyone = (*ROUND, *OTHER)
    start = placed(b1="0 A", a1="30 A", a2="60 A", a3="90 A")
    ranks = Ranks("a", everyone, {"b1": 1, "a2": 2, "a3": 3, "a1": 4}, PERIOD)
    assert _swept(_model(*soft(1000, ranks), lengths=lengths), 1.0, start).best == (0, 0)


def test_none_goes_where_it_may_not_be() -> None:
    """a2 may not begin at 60, where it would cost least: the others change places."""
    hurdle = hard(Unfit("a2", "a2", None, {at(60): 1}))
    found = _swept(_model(*_round(), *hurdle), 1.0)
    assert found.best == (0, 3000)


def test_rows_have_one_length() -> None:
    """Of four, two last half an hour; one alone has nobody to change with."""
    lengths = {"a1": 30, "a2": 15, "a3": 30, "b1": 30}
    model = _model(lengths=lengths)
    tracks = tracks_of(model, 96)
    rows = tracks.row_members.tolist()
    assert rows == [model.numbers["a1"], model.numbers["a3"]]
    assert tracks.rows.tolist() == [0, 2]
    assert tracks.row_firsts.tolist() == [0, 1]


def test_the_best_of_all_orders_is_found_at_once() -> None:
    """By a single rebuild, of prices for which to draw one after the other finds no best order."""
    names = [f"a{number}" for number in range(7)]
    lengths = dict.fromkeys((*names, *OTHER), 30)
    starts = [30 * number for number in range(len(lengths))]
    random = Random(0)
    prices = {name: [random.randint(1, 99) for _ in names] for name in names}
    dear = [
        Unfit(name, name, None, {at(start): n for start, n in zip(starts, own, strict=False)})
        for name, own in prices.items()
    ]
    rooms = Capacity("A", tuple(map(Use, lengths)), at_most=1, rooms={"A": NONE})
    tracks = Switches("tracks", (tuple(names), OTHER), FIRST)
    held = Unfit("b1", "b1", None, {at(start): 1 for start in starts[:-1]})
    model = prepared(
        problem(
            *hard(rooms, held),
            *soft(1000, *dear, tracks),
            lengths=lengths,
            starts=starts,
            rooms=("A",),
        )
    )
    start = placed(**{each: f"{begin} A" for each, begin in zip(lengths, starts, strict=True)})
    made = annealer_with(model, start, least_draws=0.0, most_exchanges=0, rebuilds=1.0)
    least = min(
        sum(prices[name][n] for n, name in enumerate(order)) for order in permutations(names)
    )
    assert swept(made, 1).best == (0, 1000 * least)


def test_the_board_is_priced_right_where_they_are_many() -> None:
    """More than are matched at once: some of them change places at a time, and the sums stay true."""
    many = [f"a{number}" for number in range(MOST + 8)]
    lengths = dict.fromkeys((*many, *OTHER), 30)
    starts = [30 * number for number in range(len(lengths))]
    rooms = Capacity("A", tuple(map(Use, lengths)), at_most=1, rooms={"A": NONE})
    tracks = Switches("tracks", (tuple(many), OTHER), (span(0, 30 * len(lengths)),))
    late = {
        each: {at(start): n for n, start in enumerate(starts) if n} for each in many[: MOST // 2]
    }
    dear = [Unfit(each, each, None, prices) for each, prices in late.items()]
    made = prepared(
        problem(*hard(rooms), *soft(1, tracks, *dear), lengths=lengths, starts=starts, rooms=("A",))
    )
    start = placed(**{each: f"{starts[-1 - n]} A" for n, each in enumerate(lengths)})
    found = _swept(made, 1.0, start)
    again = Annealer(made, 0, found.best_places)
    assert found.best == again.best
    assert found.best[1] < Annealer(made, 0, [p for p in made.places(start) if p]).best[1]
