"""Variants solved side by side, and explanations and prices of slots."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from scheduler import whatif
from scheduler.comparison import Comparison, Programme, compare
from scheduler.display import Displayable
from scheduler.engines.pricing import places_of
from scheduler.errors import InputError
from scheduler.explanation.programmes import Placing, place
from scheduler.frames import aggregation_of, variants_table
from scheduler.instance import MILLI, Instance
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Schedule
from scheduler.solution import Solution, schedule_in
from scheduler.whatif import Conditions, InTurn, NamedInstance


def explain(
    instance: Instance,
    programme: Solution | Schedule,
    session: str,
    *,
    start: datetime | None = None,
    room: str | None = None,
) -> Placing:
    """Explain why a session is in its slot, and what the best other slots would cost or break.

    Parameters
    ----------
    instance
        The conference.
    programme
        A programme of it.
    session
        Id of a session in the programme.
    start
        Explain this start only (aware), possible or not.
    room
        Explain this room only (its id).

    Raises
    ------
    InputError
        When the session is not in the programme.
    """
    return place(instance, schedule_in(programme), session, start=start, room=room)


def prices(instance: Instance, programme: Solution | Schedule, session: str) -> pd.DataFrame:
    """Return what each slot of a session would cost if all other sessions stay where they are.

    Returns
    -------
    pandas.DataFrame
        A row for each slot, the cheapest first: `start` (aware, on the venue's clocks), `room` (id),
        `forbidden` (how much more it breaks hard rules than the session's slot now; the sum of amounts in the
        units of several rules) and `penalty` (how many points more). Both are 0 for the slot now.

    Raises
    ------
    SolutionError
        When there is no programme.
    InputError
        When the session is not in the programme.
    """
    schedule = schedule_in(programme)
    if session not in schedule.by_session:
        raise InputError(f"{session}: is not in the programme.")
    here = schedule.by_session[session]
    found = places_of(problem_of(instance), with_seats(schedule), session)
    now = next((each for each in found if (each.start, each.room) == (here.start, here.room)), None)
    rows = [
        (
            each.start,
            each.room,
            each.forbidden - (now.forbidden if now else 0),
            (each.penalty - (now.penalty if now else 0)) / MILLI,
        )
        for each in found
    ]
    frame = pd.DataFrame(rows, columns=("start", "room", "forbidden", "penalty"))
    frame["start"] = pd.to_datetime(frame["start"], utc=True).dt.tz_convert(instance.zone)
    return frame


@dataclass(frozen=True, slots=True, repr=False)
class VariantSearch(Displayable):
    """A conference and its variants, each with the best programme found for it."""

    solutions: Mapping[str, Solution]
    """By name: the conference first, then the variants in the order given."""
    comparison: Comparison | None
    """Comparison of all that have a programme; None if fewer than two have one."""

    def __repr__(self) -> str:
        found = ", ".join(f"{name}: {each.status.value}" for name, each in self.solutions.items())
        return f"VariantSearch({found})"


@aggregation_of.register
def _(found: VariantSearch) -> pd.DataFrame:
    programmes = [
        Programme(name, each.conference, each.schedule)
        for name, each in found.solutions.items()
        if each.schedule is not None
    ]
    return variants_table(found.solutions, programmes)


def what_if(
    instance: Instance,
    variants: Mapping[str, Instance],
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    seeds: int = 1,
    workers: int = 1,
    stop: threading.Event | None = None,
) -> VariantSearch:
    """Solve a conference and variants of it under equal conditions, one after the other.

    Each variant starts from the programme of the conference and stays near it at equal penalty, so that
    differences come from the variant rather than from chance.

    Parameters
    ----------
    instance
        The conference, the base of the comparison; it goes by its name.
    variants
        Variants by name, such as `change` returns them.
    time_limit
        Seconds of each search, positive.
    seed
        Seed of the first search; further ones count on from it.
    seeds
        Searches of each, at least one. With several, `comparison` has the range of each figure.
    workers
        Threads of each search, at least one. With one, equal seeds give equal programmes.
    stop
        Set it to end all searches; the best programmes so far are returned.

    Returns
    -------
    VariantSearch
        Its `to_pandas()` has a row for each variant and a column for each figure.

    Raises
    ------
    InputError
        When a variant has the name of the conference.
    """
    if instance.name in variants:
        raise InputError(f"what_if: variants: {instance.name!r} is the name of the conference.")
    base, *others = (
        NamedInstance(name, each) for name, each in {instance.name: instance, **variants}.items()
    )
    conditions = Conditions(time_limit, seed, workers)
    done = whatif.what_if(base, others, conditions, InTurn(), seeds=seeds, stop=stop)
    solutions = {each.name: each.solution for each in done if each.solution is not None}
    programmes = [
        Programme(each.name, each.solution.conference, each.solution.schedule, each.others)
        for each in done
        if each.solution is not None and each.solution.schedule is not None
    ]
    return VariantSearch(solutions, compare(programmes) if len(programmes) > 1 else None)
