"""Twenty conferences that are possible but for one fact: what is said first of each, and whether it holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path

from scheduler.cli.views.conflict_report import collision_in_words
from scheduler.engines.feasibility import decide
from scheduler.explanation.conflicts import Collision, broken_in
from scheduler.explanation.remedies import with_row
from scheduler.instance import DayWindow, Instance, Pin
from scheduler.rules import problem_of
from scheduler.solution import Status
from scheduler.sources import read_instance
from tests.explanation.conflicts.planted import PLOTS, planted

INSTANCES = Path(__file__).parents[2] / "instances"
SOLVED = 60.0
"""Nominal seconds in which a programme is searched after a way out."""


@cache
def _reference() -> Instance:
    return read_instance(INSTANCES / "wtdc21-addis.yaml")


@cache
def _ministers() -> Instance:
    return read_instance(INSTANCES / "ministerial-day.yaml")


def _at(instance: Instance, day: int, hour: int, minute: int = 0) -> datetime:
    first = instance.first_day
    return datetime(first.year, first.month, day, hour, minute, tzinfo=instance.zone)


def _on(instance: Instance, day: int) -> tuple[DayWindow, ...]:
    return (DayWindow(days=(date(instance.first_day.year, instance.first_day.month, day),)),)


def _pinned_before_its_order() -> Instance:
    """Committee 5 meets before what it waits for can have ended."""
    pin = Pin(start=_at(_reference(), 11, 14, 30))
    return with_row(_reference(), "sessions", "com5-1", pin=pin)


def _one_team() -> Instance:
    return with_row(_reference(), "interpretation", "six-languages", teams=1)


def _speakers_who_never_meet() -> Instance:
    return with_row(_reference(), "people", "minister-ghana", available=_on(_reference(), 11))


def _more_people_than_seats() -> Instance:
    return with_row(_reference(), "sessions", "dialogue-markets", attendance=3000)


def _no_hall_for_the_closing() -> Instance:
    return with_row(_reference(), "rooms", "plenary-hall", closures=_on(_reference(), 19))


def _host_leaves() -> Instance:
    """The declaration and the closing are on Sunday."""
    return with_row(_ministers(), "people", "host", available=_on(_ministers(), 30))


def _too_many_at_the_opening() -> Instance:
    return with_row(_ministers(), "sessions", "opening", attendance=450)


def _two_pinned_at_once() -> Instance:
    """The round table needs a minister who is at the opening."""
    pin = Pin(start=_at(_ministers(), 30, 14, 30))
    return with_row(_ministers(), "sessions", "skills", pin=pin)


def _of_a_plot(name: str, seed: int) -> Instance:
    return planted(name, seed)[0]


CASES: Mapping[str, Callable[[], Instance]] = {
    **{
        each.__name__.lstrip("_"): each
        for each in (
            _pinned_before_its_order,
            _one_team,
            _speakers_who_never_meet,
            _more_people_than_seats,
            _no_hall_for_the_closing,
            _host_leaves,
            _too_many_at_the_opening,
            _two_pinned_at_once,
        )
    },
    **{name: partial(_of_a_plot, name, seed) for seed, name in enumerate(PLOTS)},
}
"""Five of the size of the reference, three of ministers, twelve of a hundred sessions that are made up."""


@dataclass(frozen=True, slots=True)
class First:
    """What is said first of a conference."""

    status: str
    proof: str
    """What proves that there is no programme; what collides, if nothing does."""
    ways: list[str]
    """What suffices."""


def said_first(found: Collision) -> First:
    """Return what `explain` says first."""
    known = [each.message for each in found.proofs]
    known += ["; ".join(each.words for each in some.culprits) for some in found.conflicts]
    return First(
        collision_in_words(found), known[0] if known else "", [w.words for w in found.together]
    )


def wrong_ways(found: Collision) -> Iterator[str]:
    """Yield what is wrong with the ways out: those that leave no programme."""
    if not found.together:
        yield "no way out"
    ways = (
        [way for each in found.conflicts for way in each.ways] if len(found.conflicts) == 1 else []
    )
    for way in (*found.together[-1:], *ways):
        if broken_in(way.instance, way.schedule):
            yield f"breaks hard rules: {way.words}"
        elif decide(problem_of(way.instance), SOLVED).status is not Status.FEASIBLE:
            yield f"no programme found from nothing: {way.words}"
