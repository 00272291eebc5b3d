"""When persons can be there, and how much can be asked of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run, chronological, held_of
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured, widened, with_row
from scheduler.explanation.rules.voice import Gravity, Sharing, Tally, Voice, row
from scheduler.explanation.trouble import Idle
from scheduler.explanation.wording import outside_dates, session_names, spans_text
from scheduler.instance import (
    DayWindow,
    Instance,
    Meal,
    Window,
    clock_text,
    minutes_of,
    spans_of,
)
from scheduler.phrases import say
from scheduler.rules import items_of
from scheduler.wording import listed, name, when

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
    """Say when a person is available, and how that was read."""
    fact = instance.person_by_id[person]
    zone = fact.zone or instance.zone
    spans = spans_of(fact.available, zone)
    said = say("{} is available {}", name(fact), spans_text(instance, spans))
    if zone.key != instance.zone.key and any(isinstance(w, DayWindow) for w in fact.available):
        said += say(" venue time (given on the clocks of {})", zone.key)
    outside = [span for span in spans if outside_dates(instance, span)]
    if outside:
        which = (
            say("all of it")
            if len(outside) == len(spans)
            else say("{} of these windows", len(outside))
        )
        said += say(", {} outside the conference's dates", which)
    return said


def _not_there(case: Case, person: str) -> str:
    """Say when a person is available, and for how long a session holds the person besides."""
    instance = case.presolve.instance
    fact = instance.person_by_id[person]
    before, after = instance.buffers_of(fact)
    if fact.person_class is not None:
        before = max(before, case.session.seated_before)
    around = _around(before, after)
    said = _available(instance, person)
    return f"{said} (and has to be free {around})" if around else said


def _options(instance: Instance, person: str) -> str:
    options = [each.id for each in instance.optional_by_person.get(person, ())]
    wanted = session_names(instance, options)
    return say("{} would like to see {} as well", name(instance.person_by_id[person]), wanted)


def _load(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    most = minutes_of(instance.daily_load_of(fact) or timedelta())
    return say("{} attends {} min a day at most", name(fact), most)


# What may help


def _longer_there(violation: Violation) -> Iterator[Remedy]:
    """Let a person be there longer; or let somebody else take the part."""
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    before, after = instance.buffers_of(person)
    spans = spans_of(person.available, person.zone or instance.zone)
    wider: dict[datetime, Window] = {}
    minutes = timedelta()
    for run in attended(violation):
        seated = run.session.seated_before if person.person_class is not None else timedelta()
        held = run.start - max(before, seated), run.end + after
        window, more = widened((*spans, *((w.start, w.end) for w in wider.values())), held)
        if more:
            minutes += more
            wider[window.start] = window
    said = listed([when(each.start, each.end, instance.zone) for each in wider.values()])
    words = say("let {} be there {} ({} min more)", name(person), said, minutes_of(minutes))
    available = (*person.available, *wider.values())
    yield cured(violation, words, ("people", person.id, "available"), available)
    yield from other_person(violation)


def attended(violation: Violation) -> tuple[Run, ...]:
    """Return the sessions that a person attends, in order of time."""
    seats = violation.schedule.seats_of(violation.item)
    attended = violation.instance.attended(violation.item, seats)
    return chronological(held_of(violation.runs, attended))


def other_person(violation: Violation) -> Iterator[Remedy]:
    """Let somebody else take a person's part in one of the sessions; else in several, at last in all."""
    seats = violation.schedule.seats_of(violation.item)
    own = [
        run
        for run in reversed(attended(violation))
        if run.id in violation.sessions and run.id not in seats
    ]
    for run in own:
        yield _replaced(violation, [run])
    beside = _beside_others(own)
    if len(own) > 1 and len(beside) != 1:
        yield from [_replaced(violation, beside)] if beside else ()
        yield _replaced(violation, [*beside, *(run for run in own if run not in beside)])


def _beside_others(runs: Sequence[Run]) -> list[Run]:
    """Return the fewest sessions without which no two are at once."""
    beside: list[Run] = []
    free: datetime | None = None
    for run in sorted(runs, key=lambda each: each.end):
        if free is None or free <= run.start:
            free = run.end
        else:
            beside.append(run)
    return beside


def _replaced(violation: Violation, runs: Sequence[Run]) -> Remedy:
    """Return the remedy that somebody else takes a person's part in some sessions."""
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    for run in runs:
        people = {
            role: left
            for role, named in run.session.people.items()
            if (left := tuple(each for each in named if each != person.id))
        }
        instance = with_row(instance, "sessions", run.id, people=people)
    titles = listed([name(run.session) for run in chronological(runs)])
    words = say("let somebody else take the part of {} in {}", name(person), titles)
    return Remedy(words, ("sessions", runs[0].id, "people"), instance, violation.schedule)


def _higher_load(violation: Violation) -> Iterator[Remedy]:
    """Ask more of a person on a day."""
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    load: dict[object, timedelta] = {}
    for run in attended(violation):
        day = run.start.astimezone(instance.zone).date()
        load[day] = load.get(day, timedelta()) + run.session.duration
    most = max(load.values(), default=timedelta())
    words = say("ask {} min a day of {} at most", minutes_of(most), name(person))
    yield cured(violation, words, ("people", person.id, "daily_load"), most)


_PARTS = (0.75, 0.5, 0.25)
"""Parts of a meal that are tried instead of it."""


def _meal(instance: Instance, id_: str) -> str:
    meal = _meal_of(instance, id_)
    hours = say("between {} and {}", clock_text(meal.start), clock_text(meal.end))
    who = say("everybody") if meal.for_everybody else say("everybody it is for")
    return say(
        "{} has {} min for the meal {} {}, day by day", who, minutes_of(meal.minutes), id_, hours
    )


def _meal_of(instance: Instance, id_: str) -> Meal:
    return next(each for each in instance.meals if each.id == id_)


def _shorter_meal(violation: Violation) -> Iterator[Remedy]:
    """Be content with less time for a meal."""
    whole = minutes_of(_meal_of(violation.instance, violation.item).minutes)
    for part in _PARTS:
        less = int(whole * part)
        if less:
            words = say("be content with {} min for the meal {}", less, violation.item)
            yield cured(violation, words, ("meals", violation.item, "minutes"), less)


def _idle_meals(presolve: Presolve) -> Iterator[Idle]:
    """Yield the meals that nobody has, and those on days of no conference."""
    instance = presolve.instance
    counted = items_of(instance, "meal_missed")
    for meal in instance.meals:
        if meal.id not in counted:
            yield Idle(("meals", meal.id), "it is for nobody who is on site and attends a session")
        elif meal.days and not set(meal.days).intersection(instance.dates):
            yield Idle(("meals", meal.id, "days"), "none of them is a day of the conference")


def _idle_compact(presolve: Presolve) -> Iterator[Idle]:
    """Yield who should be there compactly, with one session only or from afar."""
    instance = presolve.instance
    counted = items_of(instance, "days_on_site")
    for person in instance.people:
        if person.compact and person.remote:
            yield Idle(("people", person.id, "compact"), "a remote person is not on site")
        elif person.compact and person.id not in counted:
            yield Idle(("people", person.id, "compact"), "fewer than two sessions are attended")


person_conflict = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_one_at_a_time,
    where=row("people"),
    cure=other_person,
    sharing=Sharing(
        trouble="{name} cannot attend everything",
        helps="a longer availability, shorter buffers, or somebody else in one of them",
        scarce=True,
    ),
)
optional_missed = Voice(
    asks=_options,
    where=row("people"),
    sharing=Sharing(trouble="{name} cannot see everything", wish=True),
)
person_unavailable = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_available,
    where=row("people", "available"),
    cure=_longer_there,
    cure_of_given=other_person,
    cause=_not_there,
    helps="do without the person, or ask for another date",
    keeps_from="the availability of {who}",
)
daily_load_exceeded = Voice(
    asks=_load,
    where=row("people", "daily_load"),
    cure=_higher_load,
    tally=Tally(unit="min", helps="a higher load, or wider windows"),
    counts=lambda instance: (
        each.id for each in instance.people if instance.daily_load_of(each) is not None
    ),
)
meal_missed = Voice(
    asks=_meal,
    where=row("meals"),
    cure=_shorter_meal,
    idle=_idle_meals,
)
days_on_site = Voice(
    asks=lambda instance, person: say(
        "{} is to be on site on as few days as can be", name(instance.person_by_id[person])
    ),
    where=row("people", "compact"),
    idle=_idle_compact,
)
