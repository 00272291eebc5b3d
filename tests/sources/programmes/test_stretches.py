"""Hours that one row or two stretch beyond those of all others."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.clashes import Held
from scheduler.sources.programmes.records import Event
from scheduler.sources.programmes.stretches import stretched

PARIS = ZoneInfo("Europe/Paris")


def held(title: str, day: int, first: int, last: int, place: str = "") -> Held:
    """Return a session of a day, from one minute to another."""
    start = datetime(2027, 3, day, tzinfo=PARIS) + timedelta(minutes=first)
    event = Event(title, start, last - first, place=place)
    return Held(event, title, date(2027, 3, day), (first, last), "Hall")


def usual() -> list[Held]:
    """Return two days with four sessions at once before and after lunch."""
    slots = [(570, 660), (690, 780), (870, 960)]
    return [
        held(f"{day} {at} {n}", day, *slot)
        for day in (9, 10)
        for at, slot in enumerate(slots)
        for n in range(4)
    ]


def test_a_session_over_the_lunch_of_all_others_is_told() -> None:
    """With its cell and its hours; nothing is told of a programme without such."""
    assert not [*stretched(usual())]
    assert [*stretched([*usual(), held("Climate", 10, 750, 840, "a.csv: C9")])] == [
        (
            'Hours of 2027-03-10 take in 13:00–14:00 because of "Climate" (a.csv: C9) alone: '
            "no other runs then, all days together. "
            "If that is right, nothing is to do; if not, mend the time."
        )
    ]


def test_two_sessions_are_told_together() -> None:
    """Three are not a slip."""
    two = [held(name, 10, 690, 840) for name in ("Oak", "Ash")]
    (said,) = stretched([*usual(), *two])
    assert 'because of "Oak" and "Ash" alone: one other at most runs then' in said
    assert not [*stretched([*usual(), *two, held("Elm", 9, 690, 840)])]


def test_what_is_held_apart_is_none() -> None:
    """A dinner, an opening before all others, a short overrun."""
    apart = [held("Dinner", 9, 1140, 1320), held("Opening", 9, 480, 570), held("Long", 9, 870, 980)]
    assert not [*stretched([*usual(), *apart])]
    assert not [*stretched([held("Alone", 9, 540, 700), held("Next", 9, 700, 900)])]


def test_all_hours_of_a_row_are_told_together() -> None:
    """And the days on which a row of the same title has the same hours; other hours are told apart."""
    long = [held("Fair", day, 540, 1080, f"a.csv: C{day}") for day in (9, 10)]
    (said,) = stretched([*usual(), *long])
    assert said.startswith(
        "Hours of 2027-03-09 and 2027-03-10 take in 09:00–09:30, 11:00–11:30, 13:00–14:30 and "
        '16:00–18:00 because of "Fair" (a.csv: C9, a.csv: C10) alone: one other at most runs then'
    )
    apart = [long[0], held("Fair", 10, 540, 1020, "a.csv: C10")]
    assert len([*stretched([*usual(), *apart])]) == 2
