"""What is shipped in `solutions/` is true: it fits its instance, keeps every hard rule, and adds up."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduler.instance import Instance, end_of
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status
from scheduler.solving import agreed, solve
from scheduler.sources import fingerprint, read_instance, read_schedule, solution_fingerprint

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "solutions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
FILES = {path.stem: path for path in (ROOT / "instances").rglob("*.yaml")}
MINUTE = timedelta(minutes=1)


def shipped(name: str) -> tuple[Instance, Schedule]:
    """Read an instance and the solution shipped with it."""
    instance = read_instance(FILES[name])
    return instance, read_schedule(ROOT / "solutions" / f"{name}.json", instance)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_solution_is_of_the_shipped_instance(name: str) -> None:
    """Its fingerprint is that of the instance as it is now."""
    instance, _ = shipped(name)
    assert solution_fingerprint(ROOT / "solutions" / f"{name}.json") == fingerprint(instance)


@pytest.mark.parametrize("name", NAMES)
def test_shipped_solution_says_what_both_voices_count(name: str) -> None:
    """Evaluation and engines agree, no hard rule is broken, and the file has the same penalty."""
    instance, schedule = shipped(name)
    evaluation = agreed(instance, problem_of(instance), schedule)
    written = json.loads((ROOT / "solutions" / f"{name}.json").read_text(encoding="utf-8"))
    assert evaluation.forbidden == ()
    assert evaluation.penalty == round(written["penalty"] * 1000)
    assert (written["bound"] or 0) <= written["penalty"]


@pytest.mark.parametrize("name", NAMES)
def test_a_bound_is_stored_with_each_programme(name: str) -> None:
    """A committee reads how much room to improve there is at most; of these none is far from the best."""
    written = json.loads((ROOT / "solutions" / f"{name}.json").read_text(encoding="utf-8"))
    assert written["bound"] >= 0.7 * written["penalty"]


@pytest.mark.parametrize("name", NAMES)
def test_no_session_straddles_a_break_that_it_does_not_span(name: str) -> None:
    """By the venue's clocks each session lies in one band, minute by minute, and works outside its breaks.

    On a horizon of days it has whole days instead.
    """
    instance, schedule = shipped(name)
    if instance.of_days:
        assert not [each for each in schedule.assignments if each.start.hour or each.start.minute]
        return
    for assignment in schedule.assignments:
        session = instance.session_by_id[assignment.session]
        kind = instance.kind_by_id[session.kind]
        length = (end_of(instance, session, assignment.start) - assignment.start) // MINUTE
        minutes = [assignment.start + number * MINUTE for number in range(length)]
        pieces = [_piece(instance, minute, kind.bands) for minute in minutes]
        work = [piece for piece in pieces if piece is not None]
        assert len(work) == session.duration // MINUTE, session.id
        assert None not in (pieces[0], pieces[-1]), session.id
        assert len({piece[:2] for piece in work}) == 1, session.id
        assert kind.span_breaks or len({*pieces}) == 1, session.id


def _piece(
    instance: Instance, minute: datetime, bands: tuple[str, ...]
) -> tuple[str, str, int] | None:
    """Return the date, the band and the number of breaks before a minute; None outside all of them."""
    local = minute.astimezone(instance.zone)
    clock = timedelta(hours=local.hour, minutes=local.minute)
    profile = instance.profile_of(local.date())
    for band in profile.bands if profile else ():
        if band.id in bands and band.start <= clock < band.end:
            if any(pause.start <= clock < pause.end for pause in band.breaks):
                return None
            return local.date().isoformat(), band.id, sum(p.end <= clock for p in band.breaks)
    return None


def test_the_night_is_an_hour_longer_where_the_clocks_go_back() -> None:
    """In Lisbon on 31 October 2021 a session of 210 minutes ends 150 minutes later by the clock."""
    instance, schedule = shipped("ministerial-day")
    longest = max(instance.sessions, key=lambda session: session.duration)
    start = schedule.by_session[longest.id].start
    end = start + longest.duration
    by_the_clock = end.astimezone(instance.zone).replace(tzinfo=None) - start.astimezone(
        instance.zone
    ).replace(tzinfo=None)
    assert longest.duration == timedelta(minutes=210)
    assert by_the_clock == timedelta(minutes=150)


@pytest.mark.slow
def test_both_engines_reach_the_proved_optimum_of_the_tiny_instance() -> None:
    """CP-SAT alone proves it; annealing alone comes to the same penalty."""
    instance = read_instance(ROOT / "instances" / "tiny.yaml")
    exact = solve(instance, engine=Engine.CP_SAT, time_limit=5, workers=1)
    fast = solve(instance, engine=Engine.ANNEALING, time_limit=2, workers=1)
    assert exact.status is Status.OPTIMAL
    assert exact.bound == exact.penalty
    assert fast.status is Status.FEASIBLE
    assert fast.penalty == exact.penalty
