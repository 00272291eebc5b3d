"""What was published, or was in the programme before, and is to stay as it was."""

from collections.abc import Iterator, Mapping

from scheduler.explanation.presolve import Unplaceable
from scheduler.explanation.remedies import (
    Cure,
    Remedy,
    Violation,
    cured,
    removed,
    time_and_room,
    with_row,
)
from scheduler.explanation.rules.voice import Gravity, Voice
from scheduler.explanation.trouble import spans_text
from scheduler.instance import Instance, Session, Span, end_of, remade, spans_of
from scheduler.phrases import say
from scheduler.wording import day_text, listed, name, when


def _frozen(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    promised = _promised(instance, fact)
    published = instance.published_by_session.get(session)
    if published is None:
        return say("{} was not published, and must stay out of the frozen time", name(fact))
    if not promised:
        return say("{} must stay out of the frozen time", name(fact))
    panel = ""
    if published.seated is not None and session in instance.pools:
        seated = [name(instance.person_by_id[person]) for person in published.seated]
        panel = say(", with {} seated on its panel", listed(seated) or say("nobody"))
    return say("{} is {}{}", name(fact), promised, panel)


def _promised(instance: Instance, fact: Session) -> str:
    """Return ``frozen as published, Mon 8 Nov 09:00-10:00 in Africa Hall``; nothing if it is not frozen."""
    published = instance.published_by_session.get(fact.id)
    if published is None:
        return ""
    start, end = published.start, end_of(instance, fact, published.start)
    frozen = spans_of(instance.frozen, instance.zone)
    if not any(start < until and since < end for since, until in frozen):
        return ""
    where = say(" in {}", name(instance.room_by_id[published.room])) if published.room else ""
    return say("frozen as published, {}{}", when(start, end, instance.zone), where)


def _not_as_published(case: Unplaceable, _: str) -> str:
    instance = case.presolve.instance
    frozen = spans_of(instance.frozen, instance.zone)
    is_frozen = f"the frozen time is {spans_text(instance, frozen)}"
    return _promised(instance, case.session) or is_frozen


def _unfrozen(violation: Violation) -> Iterator[Remedy]:
    instance, run = violation.instance, violation.runs.get(violation.item)
    published = instance.published_by_session.get(violation.item)
    if run is not None and published is not None:
        at = instance.published.index(published)
        if published.seated is not None:
            words = say("change the published panel of {}", name(run.session))
            yield cured(violation, words, ("published", at, "seated"), None)
        words = say("move {} from its published slot to ", name(run.session))
        words += time_and_room(violation, run)
        yield removed(violation, words, ("published", at))
    lifted = remade(instance, frozen=())
    yield Remedy("remove the freeze", ("frozen",), lifted, violation.schedule)


def _was(instance: Instance, fact: Session) -> str:
    time = when(*instance.kept.times[fact.id], instance.zone)
    room = fact.was.room if fact.was else None
    return say("{} in {}", time, name(instance.room_by_id[room])) if room else time


def _day_said(instance: Instance, session: str) -> str:
    start, _ = instance.kept.days[session]
    who, day = instance.session_by_id[session], day_text(start.astimezone(instance.zone).date())
    return say("{} must stay on its day, {}", name(who), day)


def _own_rooms_said(instance: Instance, session: str) -> str:
    had, who = instance.kept.rooms[session], name(instance.session_by_id[session])
    rooms = listed([name(room) for room in instance.rooms if room.id in had])
    return say("{} must stay in the rooms of its kind: {}", who, rooms)


def _own_time_said(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    if session not in instance.kept.times:
        return say("{} must not run beside sessions that ran alone", name(fact))
    return say("{} must keep its own time, {}", name(fact), _was(instance, fact))


def _freed(what: str) -> Cure:
    def freed(violation: Violation) -> Iterator[Remedy]:
        run = violation.runs[violation.item]
        if run.session.was is not None:
            words = say("move {} to {}", name(run.session), time_and_room(violation, run))
            was, path = run.session.was, ("sessions", run.id, "was", what)
            rest = None if None in (was.start, was.room) else remade(was, **{what: None})
            changed = with_row(violation.instance, "sessions", run.id, was=rest)
            yield Remedy(words, path, changed, violation.schedule)

    return freed


def _kept(spans: Mapping[str, Span], session: Session) -> tuple[Span, ...]:
    return (spans[session.id],) if session.id in spans else ()


frozen_moved = Voice(
    gravity=Gravity.AGREED,
    says=_frozen,
    cure=_unfrozen,
    because=_not_as_published,
    helps="freeze less, or publish it elsewhere",
    meant=lambda _, __: (),
    keeps_from="the frozen time",
)
day_not_kept = Voice(
    gravity=Gravity.AGREED,
    says=_day_said,
    field="was",
    cure=_freed("start"),
    helps="let it change days",
    meant=lambda instance, session: _kept(instance.kept.days, session),
    keeps_from="its day",
)
room_not_kept = Voice(
    gravity=Gravity.AGREED,
    says=_own_rooms_said,
    field="was",
    cure=_freed("room"),
    helps="let it change rooms",
)
time_not_kept = Voice(
    gravity=Gravity.AGREED,
    says=_own_time_said,
    field="was",
    cure=_freed("start"),
    helps="let it change times",
    meant=lambda instance, session: _kept(instance.kept.times, session),
    keeps_from="the sessions that ran alone",
)
