"""When people can attend and how much, and what delegations, audiences and regions attend."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run, chronological, held_of
from scheduler.explanation.presolve import Unplaceable
from scheduler.explanation.remedies import Remedy, Violation, cured, widened, with_row
from scheduler.explanation.rules.voice import Gravity, Voice, raised, row_of
from scheduler.explanation.trouble import outside_note, spans_text
from scheduler.instance import (
    DayWindow,
    Instance,
    Person,
    Session,
    Window,
    minutes_of,
    remade,
    spans_of,
)
from scheduler.phrases import say
from scheduler.wording import counted, listed, name, when

# What is asked, and why it leaves no place


def _one_at_a_time(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    around = _around(*instance.buffers_of(fact))
    more = say(", and is held {} each", around) if around else ""
    return say("{} attends one session at a time{}", name(fact), more)


def _around(before: timedelta, after: timedelta) -> str:
    """Return ``15 min before and 30 min after``, or less."""
    sides = ((minutes_of(before), "{} min before"), (minutes_of(after), "{} min after"))
    return listed([say(side, minutes) for minutes, side in sides if minutes])


def _available(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    zone = fact.zone or instance.zone
    spans = spans_of(fact.available, zone)
    said = say("{} is available {}", name(fact), spans_text(instance, spans))
    if zone.key != instance.zone.key and any(isinstance(w, DayWindow) for w in fact.available):
        said += say(" venue time (given on the clocks of {})", zone.key)
    return f"{said}{outside_note(instance, spans)}" if spans else said


def held_around(
    instance: Instance, person: Person, session: Session
) -> tuple[timedelta, timedelta]:
    """Return for how long a session holds a person before its start and after its end."""
    before, after = instance.buffers_of(person)
    seated = session.seated_before if person.person_class is not None else timedelta()
    return max(before, seated), after


def _not_there(case: Unplaceable, person: str) -> str:
    instance = case.presolve.instance
    fact = instance.person_by_id[person]
    around = _around(*held_around(instance, fact, case.session))
    said = _available(instance, person)
    return f"{said} (and has to be free {around})" if around else said


# What may help


def _longer_there(violation: Violation) -> Iterator[Remedy]:
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    spans = spans_of(person.available, person.zone or instance.zone)
    wider: dict[datetime, Window] = {}
    minutes = timedelta()
    for run in attended(violation):
        before, after = held_around(instance, person, run.session)
        held = run.start - before, run.end + after
        window, more = widened((*spans, *((w.start, w.end) for w in wider.values())), held)
        if more:
            minutes += more
            wider[window.start] = window
    said = listed([when(each.start, each.end, instance.zone) for each in wider.values()])
    words = say("make {} available {} ({} min more)", name(person), said, minutes_of(minutes))
    available = (*person.available, *wider.values())
    yield cured(violation, words, ("people", person.id, "available"), available)
    yield from other_person(violation)


def attended(violation: Violation) -> tuple[Run, ...]:
    """Return the sessions that a person attends, in order of time."""
    seats = violation.schedule.seats_of(violation.item)
    attended = violation.instance.attended(violation.item, seats)
    return chronological(held_of(violation.runs, attended))


def other_person(violation: Violation) -> Iterator[Remedy]:
    """Let somebody else take a person's part in one of the sessions; else in all."""
    seats = violation.schedule.seats_of(violation.item)
    own = [
        run
        for run in reversed(attended(violation))
        if run.id in violation.sessions and run.id not in seats
    ]
    for some in ([run] for run in own):
        yield _replaced(violation, some)
    if len(own) > 1:
        yield _replaced(violation, own)


def _replaced(violation: Violation, runs: Sequence[Run]) -> Remedy:
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    for run in runs:
        people = {
            role: left
            for role, named in run.session.people.items()
            if (left := tuple(each for each in named if each != person.id))
        }
        instance = with_row(instance, "sessions", run.id, people=people)
    titles = listed([name(run.session) for run in chronological(runs)])
    words = say("replace {} in {}", name(person), titles)
    return Remedy(words, ("sessions", runs[0].id, "people"), instance, violation.schedule)


def _other_or_faster(violation: Violation) -> Iterator[Remedy]:
    yield from other_person(violation)
    for days in range(violation.instance.travel_days - 1, -1, -1):
        words = say("reduce travel to {}", counted(days, "day"))
        changed = remade(violation.instance, travel_days=days)
        yield Remedy(words, ("travel_days",), changed, violation.schedule)


person_conflict = Voice(
    gravity=Gravity.IMPOSSIBLE,
    says=_one_at_a_time,
    cure=_other_or_faster,
    helps="a longer availability, shorter buffers, or somebody else in one of them",
)
person_unavailable = Voice(
    gravity=Gravity.IMPOSSIBLE,
    says=_available,
    field="available",
    cure=_longer_there,
    cure_of_given=other_person,
    because=_not_there,
    helps="do without the person, or ask for another date",
    keeps_from="the availability of {who}",
)
daily_load_exceeded = Voice(
    field="daily_load",
    helps="a higher load, or wider windows",
    counts=lambda instance: (
        each.id for each in instance.people if instance.daily_load_of(each) is not None
    ),
)
days_on_site = Voice(field="compact")


def _must(instance: Instance, delegation: str) -> str:
    fact = row_of(instance.delegations, delegation)
    members = counted(fact.size, "member")
    return say("{} has {} for the meetings that it must attend", name(fact), members)


def _meetings(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    meetings = counted(fact.coordination_a_week, "coordination meeting")
    stories = counted(fact.showcases, "success story", "success stories")
    return say("{} needs {} in each week, and {}", name(fact), meetings, stories)


def _fewer(violation: Violation) -> Iterator[Remedy]:
    said = "accept {1} of {0} in each week"
    yield from raised(
        "regions",
        "coordination_a_week",
        lambda region, fewer: say(said, region, counted(fewer, "coordination meeting")),
        fewer=True,
    )(violation)
    yield from raised(
        "regions",
        "showcases",
        lambda region, fewer: say(
            "accept {} for {}", counted(fewer, "success story", "success stories"), region
        ),
        fewer=True,
    )(violation)


delegation_overstretched = Voice(
    says=_must,
    field="size",
    cure=raised(
        "delegations",
        "size",
        lambda who, size: say("let {} send {}", who, counted(size, "member")),
    ),
    helps="another member, or fewer sessions that it must attend",
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.must)
    ),
)
wish_missed = Voice(
    field="wishes",
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.wishes)
    ),
)
region_unheard = Voice(
    gravity=Gravity.AGREED,
    says=_meetings,
    cure=_fewer,
    helps="another coordination meeting, or wider windows for those there are",
)
