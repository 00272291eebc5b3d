"""Sessions of a redrawn track that are equally long change places: the best order is found at once."""

from collections.abc import Mapping, Sequence
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


def _full(prices: Mapping[str, Sequence[int]], *more: Priced) -> Model:
    """Return a model of a track that fills a room with another talk; its talks pay for each start."""
    lengths = dict.fromkeys((*prices, *OTHER), 30)
    starts = [30 * number for number in range(len(lengths))]
    rooms = Capacity("A", tuple(map(Use, lengths)), at_most=1, rooms={"A": NONE})
    tracks = Switches("tracks", (tuple(prices), OTHER), (span(0, 30 * len(lengths)),))
    dear = [
        Unfit(name, name, None, {at(30 * n): price for n, price in enumerate(own) if price})
        for name, own in prices.items()
    ]
    priced = *hard(rooms), *soft(1000, tracks, *dear), *more
    return prepared(problem(*priced, lengths=lengths, starts=starts, rooms=("A",)))


def test_the_best_of_all_orders_is_found_at_once() -> None:
    """By a single rebuild, of prices for which to draw one after the other finds no best order."""
    random, names = Random(0), [f"a{number}" for number in range(7)]
    prices = {name: [random.randint(1, 99) for _ in names] for name in names}
    last = hard(Unfit("b1", "b1", None, {at(30 * number): 1 for number in range(len(names))}))
    start = placed(**{each: f"{30 * n} A" for n, each in enumerate((*names, *OTHER))})
    made = annealer_with(
        _full(prices, *last), start, least_draws=0.0, most_exchanges=0, rebuilds=1.0
    )
    orders = permutations(names)
    least = min(sum(prices[name][n] for n, name in enumerate(order)) for order in orders)
    assert swept(made, 1).best == (0, 1000 * (least + 1))


def test_the_board_is_priced_right_where_they_are_many() -> None:
    """More than are matched at once: some of them change places at a time, and the sums stay true."""
    many = [f"a{number}" for number in range(MOST + 8)]
    made = _full({each: range(len(many) * (n < MOST // 2)) for n, each in enumerate(many)})
    last = 30 * len(many)
    start = placed(**{each: f"{last - 30 * n} A" for n, each in enumerate((*many, *OTHER))})
    found = _swept(made, 1.0, start)
    again = Annealer(made, 0, found.best_places)
    assert found.best == again.best
    assert found.best[1] < Annealer(made, 0, [p for p in made.places(start) if p]).best[1]
