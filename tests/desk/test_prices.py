"""Prices of all slots are what evaluate says, and the reason of a slot is what explain says."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.desk import (
    DeskState,
    HereReason,
    PlaceReason,
    Pricing,
    apply,
    begun,
    drop,
    move,
    pin,
    set_level,
    why_here,
)
from scheduler.errors import InputError
from scheduler.explanation.conflicts import weight_of
from scheduler.explanation.programmes import dearest_rule, place
from scheduler.findings import Evaluation
from scheduler.instance import Level
from scheduler.sources import read_instance, read_stored
from tests.conference import room, session
from tests.desk.desks import desk, instant, three, to
from tests.sampling import TIMES
from tests.web.desk.opened import forum_in

IMPOSSIBLE = 20 * 20
"""Weight of a minute of a rule that nobody can break."""
ROOT = Path(__file__).parents[2]


def measure(judged: Evaluation) -> tuple[int, int]:
    """Return what is forbidden, each unit by its weight, and the penalty."""
    return sum(
        each.finding.amount * weight_of(each.rule) for each in judged.forbidden
    ), judged.penalty


def differs(of: DeskState, name: str, start: object, room: str) -> tuple[int, int] | None:
    """Return by how much a drop changes both; None where no pin can name the place."""
    try:
        outcome = move(of, name, start, room)  # type: ignore[arg-type]
    except InputError:
        return None
    before, after = measure(of.evaluation), measure(outcome.evaluation)
    return after[0] - before[0], after[1] - before[1]


def wrong(
    of: DeskState, pricing: Pricing, name: str, places: int | None, chance: random.Random
) -> list[object]:
    """Return the places of a session, all or some, at which a price is not what evaluate says."""
    prices = pricing.prices(of, name)
    every = [(start, at) for start in prices.starts for at in prices.rooms]
    some = every if places is None else chance.sample(every, places)
    found: list[object] = []
    for start, at in some:
        said = differs(of, name, start, at)
        if said is not None and said != prices.at(start, at):
            found.append((name, start, at, prices.at(start, at), said))
    return found


def states(of: DeskState, number: int, chance: random.Random) -> Iterator[DeskState]:
    """Yield desks after random moves, many of which break rules."""
    pricing = Pricing()
    for _ in range(number):
        name = chance.choice(of.instance.sessions).id
        prices = pricing.prices(of, name)
        try:
            goal = chance.choice(prices.starts)
            of = apply(of, move(of, name, goal, chance.choice(prices.rooms)))
        except InputError:
            continue
        yield of


def test_a_free_place_costs_what_it_costs() -> None:
    """By hand: 30 minutes late at 0.2 a minute are 6 points; an hour in the evening is forbidden."""
    of = desk(session("talk"), places={"talk": "Mon 09:00 A"}, late_after="16:30")
    prices = Pricing().prices(of, "talk")
    assert prices.at(instant("Mon 09:00"), "A") == (0, 0)
    assert prices.at(instant("Mon 16:00"), "A") == (0, 6000)  # 16:30-17:00
    assert prices.at(instant("Mon 16:30"), "A") == (
        30 * IMPOSSIBLE,
        12_000,
    )  # 17:00-17:30 is outside


def test_no_place_is_better_because_its_pin_asks_for_another_one_than_where_it_is() -> None:
    """Out of its pinned place, which is closed, it is as well where it is as elsewhere."""
    pin = {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
    of = desk(session("talk", pin=pin), places={"talk": "Mon 09:00 B"})
    prices = Pricing().prices(of, "talk")
    assert prices.at(instant("Mon 09:00"), "B")[0] == -60 * weight_of("pin_broken") == -prices.pin
    worse = dict(zip(prices.starts, prices.worse.tolist(), strict=True))
    assert worse[instant("Mon 09:00")] == worse[instant("Mon 10:00")] == [0, 0]
    assert move(of, "talk", to("Mon 10:00")).worse == 0


def test_a_place_that_still_breaks_something_is_none_of_the_free_ones() -> None:
    """A has 200 seats and is closed on Monday; B has one, so that 149 people have no seat."""
    of = desk(
        session("talk", attendance=150),
        places={"talk": "Mon 09:00 A"},
        rooms=[room("A", capacity=200, closures=[{"days": ["2021-11-08"]}]), room("B", capacity=1)],
    )
    prices = Pricing().prices(of, "talk")
    row = {start: number for number, start in enumerate(prices.starts)}
    monday, tuesday = row[instant("Mon 09:00")], row[instant("Tue 09:00")]
    assert prices.own[monday].tolist() == [60 * IMPOSSIBLE, 149]
    assert prices.own[tuesday].tolist() == [0, 149]
    assert prices.worse[monday].tolist() == [0, 149 - 60 * IMPOSSIBLE]
    assert prices.rank[tuesday].tolist() == [0, 149]
    assert prices.barred[tuesday].tolist() == [-60 * IMPOSSIBLE, 149]
    assert (prices.barred[monday] > 0).tolist() == [True, True]
    here = of.schedule.by_session["talk"]
    assert [where for _, where in prices.best(3, here)] == ["A", "A", "A"]


@pytest.mark.slow
def test_a_session_that_was_left_out_is_priced_as_if_it_were_held() -> None:
    """Each place by what evaluate says once it is put back there, and most of them are free."""
    chance, pricing = random.Random(3), Pricing()
    for name in ("talk", "plenary"):
        dropped = apply(three(), drop(three(), name))
        prices = pricing.prices(dropped, name)
        free = prices.rank == 0
        assert free.any()
        assert not free.all()
        assert not wrong(dropped, pricing, name, None, chance)
        assert not wrong(dropped, pricing, "lecture", None, chance)


def test_a_session_without_a_place_is_better_anywhere() -> None:
    """It has to take place: worth 100, which is forbidden to lack; 100 empty seats at 0.01 are a point."""
    of = desk(session("talk"), session("other"), places={"other": "Mon 09:00 A"})
    assert Pricing().prices(of, "talk").at(instant("Mon 09:00"), "B") == (
        -100 * weight_of("value_lost"),
        1000,
    )


@pytest.mark.slow
def test_all_places_of_random_states_of_a_tiny_conference() -> None:
    """Every place of every session, after each of some moves."""
    chance, pricing = random.Random(1), Pricing()
    for of in states(three(), 3 * TIMES, chance):
        for each in of.instance.sessions:
            assert not wrong(of, pricing, each.id, None, chance)


@pytest.mark.slow
@pytest.mark.parametrize("level", [3, "hard"])
def test_a_session_that_comes_back_without_an_agenda_makes_agendas_uneven(level: Level) -> None:
    """Wherever it comes back: the others of its body have less time left, which is paid or forbidden."""
    instance = read_instance(ROOT / "instances" / "agenda.yaml")
    stored = read_stored(ROOT / "solutions" / "agenda.json", instance).schedule
    of = begun(instance, "x", stored, "Begin.")
    name = next(each for each in stored.agenda_by_session if of.instance.session_by_id[each].bodies)
    of = apply(of, set_level(of, "items_unbalanced", level))
    of = apply(of, drop(of, name))
    chance, pricing = random.Random(5), Pricing()
    assert not wrong(of, pricing, name, 12, chance)
    prices = pricing.prices(of, name)
    back = move(of, name, prices.starts[0], prices.rooms[0]).evaluation
    before, after = (each.total("items_unbalanced") for each in (of.evaluation, back))
    assert (after.penalty, after.forbidden) > (before.penalty, before.forbidden)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("agenda", 30),
        ("tiny", 30),
        ("ministerial-day", 5),
        ("wtdc21-preparatory", 5),
        ("wtdc21-addis", 5),
    ],
)
def test_random_states_of_the_shipped_conferences(name: str, places: int) -> None:
    """Some places of random sessions, in states that break more and more; items and panels come along."""
    instance = read_instance(ROOT / "instances" / f"{name}.yaml")
    stored = read_stored(ROOT / "solutions" / f"{name}.json", instance).schedule
    chance, pricing = random.Random(3), Pricing()
    for of in states(begun(instance, "x", stored, "Begin."), 2 * TIMES, chance):
        one = chance.choice(of.instance.sessions).id
        assert not wrong(of, pricing, one, places, chance)


def test_moves_by_pins_make_the_same_instance_as_the_files() -> None:
    """The short way from a desk to the next one is as good as the long one."""
    of = apply(three(), move(three(), "talk", to("Tue 14:00"), "B"))
    again = DeskState(of.base, of.name, of.steps, of.done)
    assert of.instance == again.instance
    assert measure(of.evaluation) == measure(again.evaluation)


def reason(of: DeskState, name: str) -> HereReason:
    """Return why a session is where it is."""
    return why_here(of, Pricing().prices(of, name))


@pytest.mark.parametrize(
    "name", ["opening", "ports", "tides", "board-1", "board-2", "wharves", "closing"]
)
def test_it_is_what_explain_says(tmp_path: Path, name: str) -> None:
    """The same next best place, or one that costs as much; the same rules."""
    of = forum_in(tmp_path).desk
    here = of.schedule.by_session[name]
    found = reason(of, name)
    elsewhen = place(of.instance, of.schedule, name, most=1000).options
    there = place(of.instance, of.schedule, name, start=here.start).options
    for one, options in (
        (found.time, [each for each in elsewhen if each.start != here.start]),
        (found.room, [each for each in there if each.room != here.room]),
    ):
        best = options[0]
        assert one.difference == best.difference
        assert one.broken == tuple(dict.fromkeys(each.rule for each in best.broken))
        assert one.decides == (dearest_rule(best.dearer) if best.difference > 0 else "")


def test_a_pin_of_its_own_does_not_decide() -> None:
    """It would forbid every other place; explain says so, and the page that it is pinned."""
    of = three()
    pinned = apply(of, pin(of, "talk"))
    assert reason(pinned, "talk") == reason(of, "talk")
    assert not reason(pinned, "talk").time.broken


def test_a_hard_rule_that_every_other_place_breaks() -> None:
    """The chair is there for one hour; or all the time."""
    hour = {"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}
    for there, broken in (([hour], ("person_unavailable",)), ([], ())):
        of = desk(
            session("talk", people={"chair": ["ada"]}),
            people=[{"id": "ada", "available": there}],
            rooms=[{"id": "A"}],
            places={"talk": "Mon 09:00 A"},
        )
        assert reason(of, "talk").time.broken == broken
        assert reason(of, "talk").room == PlaceReason(None, 0, (), "")


def test_where_something_else_is_better_nothing_decides() -> None:
    """After a move to a place that costs more."""
    of = three()
    before = reason(of, "plenary").time
    assert before.difference >= 0
    there = apply(of, move(of, "plenary", to("Mon 11:00"), "A"))
    assert reason(there, "plenary").time.decides == ""
