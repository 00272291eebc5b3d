"""Searches: for the fewest changes, for what stands in the way, and for what places cost."""

import threading
from datetime import datetime

import pandas as pd

from scheduler import replanning
from scheduler.api.programmes import schedule_in
from scheduler.engines.pricing import places_of
from scheduler.errors import InputError
from scheduler.explanation.programmes import Placing, place
from scheduler.instance import MILLI, Instance
from scheduler.progress import Watch, nobody
from scheduler.replanning import Replan
from scheduler.rules import problem_of, with_seats
from scheduler.schedule import Schedule
from scheduler.solution import Solution


def explain(
    instance: Instance,
    programme: Solution | Schedule,
    session: str,
    *,
    start: datetime | None = None,
    room: str | None = None,
) -> Placing:
    """Tell why a session is where it is, and what the best other places would cost or break.

    Parameters
    ----------
    instance
        The conference.
    programme
        A programme of it.
    session
        Id of a session that it holds.
    start
        Only this start, aware, whether or not the session can be there.
    room
        Only this room, by id.

    Raises
    ------
    InputError
        When the session is not in the programme.
    """
    return place(instance, schedule_in(programme), session, start=start, room=room)


def prices(instance: Instance, programme: Solution | Schedule, session: str) -> pd.DataFrame:
    """Return what each place would cost that a session has by itself, all others staying where they are.

    Returns
    -------
    pandas.DataFrame
        A row for each place, the cheapest first: `start` on the clocks of the venue, `room`, `forbidden` (by
        how much more it breaks hard rules than where the session is, in units of several rules), `penalty`
        (by how much the penalty would be higher, in points). Where the session is, both are 0.

    Raises
    ------
    SolutionError
        When there is no programme.
    InputError
        When the session is not in it.
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


def replan(
    instance: Instance,
    published: Solution | Schedule,
    *,
    now: datetime | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Replan:
    """Search for the programme that keeps every hard rule and changes least of a published one.

    Parameters
    ----------
    instance
        The conference as it is now.
    published
        The programme that people know.
    now
        An aware time: what has begun by then stays, and nothing is moved to before.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told of progress, from any thread.
    stop
        Ends the search when it is set; the best programme so far is kept.

    Returns
    -------
    Replan
        Its `solution`, what moves and why, who must be told, and what is proved.
    """
    return replanning.replan(
        instance,
        schedule_in(published),
        now=now,
        time_limit=time_limit,
        seed=seed,
        workers=workers,
        watch=watch,
        stop=stop,
    )
