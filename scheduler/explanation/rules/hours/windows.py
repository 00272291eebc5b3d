"""Windows of a session, and times that are good, late or kept as a reserve."""

from collections.abc import Collection, Iterator

from scheduler.catalogue import HARD, OFF
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured, widened, with_row
from scheduler.explanation.rules.voice import Gravity, Release, Voice, row, setting
from scheduler.explanation.trouble import Idle
from scheduler.explanation.wording import outside_dates, spans_text
from scheduler.instance import (
    Instance,
    Session,
    Span,
    clock_text,
    minutes_of,
    spans_of,
    windows_of,
)
from scheduler.phrases import say
from scheduler.wording import chained, name, when

# What is asked, and why it leaves no place


def _windows(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("the windows of {} are {}", name(fact), _windows_said(instance, fact))


def _windows_said(instance: Instance, fact: Session) -> str:
    spans = spans_of(windows_of(instance, fact), instance.zone)
    all_outside = all(outside_dates(instance, span) for span in spans)
    note = say(", all outside the conference's dates") if all_outside else ""
    return say("{}{}", spans_text(instance, spans), note)


def _said_where(instance: Instance, session: str) -> tuple[str, ...]:
    fact = instance.session_by_id[session]
    of_kind = fact.windows is None and windows_of(instance, fact)
    return ("kinds", fact.kind, "windows") if of_kind else ("sessions", session, "windows")


def _preferred(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("the preferred times of {} are {}", name(fact), _preferred_said(instance, fact))


def _preferred_said(instance: Instance, fact: Session) -> str:
    return spans_text(instance, spans_of(fact.preferred, instance.zone))


def _late(instance: Instance, session: str) -> str:
    return say(
        "{} is not to run late: {}", name(instance.session_by_id[session]), _late_said(instance)
    )


def _late_said(instance: Instance) -> str:
    steps = (
        say(", from {} on each minute counts {}", clock_text(step.start), step.rate)
        for step in instance.late_steps
    )
    until = say(", until {}", clock_text(instance.late_until)) if instance.late_until else ""
    return say(
        "from {} on it is late{}{}", clock_text(instance.late_after), until, chained(steps, "")
    )


def _prime(instance: Instance, session: str) -> str:
    return say("{} {}", name(instance.session_by_id[session]), _prime_said(instance))


def _prime_said(instance: Instance) -> str:
    good = spans_text(instance, spans_of(instance.prime_time, instance.zone))
    time = say("prime time, {},", good) if good else say("prime time")
    return say("deserves {} and a prime room", time)


def _reserve(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} is to stay out of the reserve, {}", name(fact), _reserve_said(instance))


def _reserve_said(instance: Instance) -> str:
    return spans_text(instance, spans_of(instance.reserve, instance.zone))


# What may help


def _wider_windows(violation: Violation) -> Iterator[Remedy]:
    """Widen a window."""
    yield from _wider(violation, "windows")


def _wider_preferred(violation: Violation) -> Iterator[Remedy]:
    """Widen a window that is preferred."""
    yield from _wider(violation, "preferred")


def _wider(violation: Violation, field: str) -> Iterator[Remedy]:
    instance, run = violation.instance, violation.runs[violation.item]
    session = run.session
    windows = windows_of(instance, session) if field == "windows" else session.preferred
    spans = spans_of(windows, instance.zone)
    window, more = widened(spans, (run.start, run.end))
    span = when(window.start, window.end, instance.zone)
    words = say("let {} be {} as well ({} min more)", name(session), span, minutes_of(more))
    yield cured(violation, words, ("sessions", run.id, field), (*windows, window))


def _released(instance: Instance, session: Session) -> Release | None:
    """Let a session be outside its windows, and those of its kind."""
    spans = spans_of(windows_of(instance, session), instance.zone)
    place = ("sessions", session.id, "windows")
    after = with_row(instance, *place[:2], windows=())
    return Release(place, say("windows"), spans, after) if spans else None


# Windows in which nothing can be


def _idle_windows(presolve: Presolve) -> Iterator[Idle]:
    """Yield the windows, of several, in which the session cannot be held."""
    for each in _placed(presolve, "outside_window", HARD):
        for position, spans in _entries(presolve.instance, each, "windows"):
            if len(each.windows or ()) > 1 and not _holds(presolve, each, spans):
                place = ("sessions", each.id, "windows", position)
                yield Idle(place, "the session cannot be held in this window", "", (each.id,))


def _idle_preferred(presolve: Presolve) -> Iterator[Idle]:
    """Yield the preferred windows that the session can never be in."""
    rule = "off_preferred_time"
    for each in _placed(presolve, rule, HARD, OFF, wanted=False):
        entries = list(_entries(presolve.instance, each, "preferred"))
        missed = [(at, spans) for at, spans in entries if not presolve.touches(each.id, spans)]
        if missed and len(missed) == len(each.preferred):
            why = "it cannot be held in any of them"
            yield _at_any_rate(presolve, each, "preferred", rule, minutes_of(each.duration), why)
        else:
            for position, _ in missed:
                place = ("sessions", each.id, "preferred", position)
                yield Idle(place, "the session cannot be held in this window", "", (each.id,))


def _idle_prime(presolve: Presolve) -> Iterator[Idle]:
    """Yield the sessions that deserve a good time or room that they cannot have."""
    instance, rule = presolve.instance, "not_prime_time"
    rooms = [instance.room_by_id[room] for room in presolve.problem.rooms]
    spans = tuple(span for window in instance.prime_time for span in window.spans(instance.zone))
    for each in _placed(presolve, rule, HARD, OFF, wanted=False):
        domain = presolve.alone[each.id]
        missing = {
            "there is no `prime_time`": not spans,
            "it cannot be held in `prime_time`": spans and not presolve.touches(each.id, spans),
            "no room that it can have is `prime`": not any(rooms[at].prime for at in domain.rooms),
        }
        why = [reason for reason, holds in missing.items() if holds]
        if each.prime and why:
            minutes = len(why) * minutes_of(each.duration)
            yield _at_any_rate(presolve, each, "prime", rule, minutes, " and ".join(why))


def _at_any_rate(
    presolve: Presolve, session: Session, field: str, rule: str, minutes: int, why: str
) -> Idle:
    """Return a wish that costs so many minutes of a rule whatever the programme."""
    points = minutes * float(presolve.instance.level(rule, session.id))
    # Breaks that it spans may add some minutes.
    least = "at least " if presolve.alone[session.id].varies else ""
    verdict = f"costs {least}{points:,g} points in every programme"
    return Idle(("sessions", session.id, field), why, "", (session.id,), verdict)


def _placed(presolve: Presolve, rule: str, *levels: str, wanted: bool = True) -> Iterator[Session]:
    """Yield the sessions with a place for which a rule has one of these levels, or none of them."""
    for session in presolve.instance.sessions:
        has = presolve.instance.level(rule, session.id) in levels
        if session.id not in presolve.hopeless and has == wanted:
            yield session


def _entries(
    instance: Instance, session: Session, field: str
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield windows with their positions, but those outside the dates, which are told anyway."""
    for position, window in enumerate(getattr(session, field) or ()):
        spans = window.spans(instance.zone)
        if not any(outside_dates(instance, span) for span in spans):
            yield position, spans


def _holds(presolve: Presolve, session: Session, spans: Collection[Span]) -> bool:
    """Tell whether a session can be held in one of these stretches of time."""
    domain = presolve.alone[session.id]
    begins, ends = presolve.timeline.edges(tuple(spans))
    starts, own_ends = domain.held[:, None], domain.held_ends[:, None]
    return bool(((starts >= begins) & (own_ends <= ends)).any())


outside_window = Voice(
    gravity=Gravity.AGREED,
    asks=_windows,
    where=_said_where,
    cure=_wider_windows,
    cause=lambda case, _: f"its windows are {_windows_said(case.presolve.instance, case.session)}",
    helps="widen its windows",
    meant=lambda instance, fact: spans_of(windows_of(instance, fact), instance.zone),
    release=_released,
    keeps_from="its windows",
    idle=_idle_windows,
)
off_preferred_time = Voice(
    asks=_preferred,
    where=row("sessions", "preferred"),
    cure=_wider_preferred,
    cause=lambda case, _: (
        f"its preferred times are {_preferred_said(case.presolve.instance, case.session)}"
    ),
    idle=_idle_preferred,
)
late_hours = Voice(
    asks=_late,
    where=setting("late_after"),
    cause=lambda case, _: _late_said(case.presolve.instance),
)
not_prime_time = Voice(
    asks=_prime,
    where=row("sessions", "prime"),
    cause=lambda case, _: f"it {_prime_said(case.presolve.instance)}",
    idle=_idle_prime,
)
no_slack = Voice(
    asks=_reserve,
    where=setting("reserve"),
    cause=lambda case, _: f"the reserve is {_reserve_said(case.presolve.instance)}",
    helps="use the reserve",
    keeps_from="the reserve",
)
