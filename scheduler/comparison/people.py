"""Indicators of people: important persons, delegations, and interpreters."""

from collections.abc import Iterator

from scheduler.comparison.hours import HOUR
from scheduler.comparison.programmes import Better, Indicator, Programme, length
from scheduler.evaluation.runs import day_of
from scheduler.instance import Person, Selection
from scheduler.phrases import say

SMALL = 2
"""Members of a delegation that is called small, at most."""


def important(programme: Programme) -> Iterator[Person]:
    """Yield each person of a class with a protocol rank who comes to the venue."""
    for person in programme.instance.people:
        if not person.remote and programme.instance.class_of(person).rank:
            yield person


def days_at_venue(programme: Programme, person: Person) -> int:
    """Return the days from a person's first session to the last, both counted; 0 without any."""
    days = [day_of(run, programme.instance) for run in programme.attended(person.id)]
    return (max(days) - min(days)).days + 1 if days else 0


def _vip_days(programme: Programme) -> int | None:
    days = [days_at_venue(programme, person) for person in important(programme)]
    return sum(days) if days else None


def _vips_without(programme: Programme) -> int | None:
    taken = [bool(programme.attended(person.id)) for person in important(programme)]
    return taken.count(False) if taken else None


def newly_without(base: Programme, other: Programme) -> tuple[Person, ...]:
    """Return those of protocol rank who attend no session, and attend one in the base."""
    return tuple(
        person
        for person in important(other)
        if not other.attended(person.id) and base.attended(person.id)
    )


def _overstretched(programme: Programme) -> float | None:
    if not programme.instance.delegations:
        return None
    return programme.amount("delegation_overstretched") / HOUR


def _small_overstretched(programme: Programme) -> float | None:
    small = {each.id for each in programme.instance.delegations if each.size <= SMALL}
    found = programme.findings["delegation_overstretched"]
    minutes = sum(finding.amount for finding in found if finding.item in small)
    return minutes / HOUR if small else None


def _wishes_missed(programme: Programme) -> float | None:
    if not any(each.wishes != Selection() for each in programme.instance.delegations):
        return None
    return programme.amount("wish_missed") / HOUR


def _interpreted(programme: Programme) -> int | None:
    if not programme.instance.interpretation:
        return None
    return sum(run.session.interpretation is not None for run in programme.runs)


def _interpreted_hours(programme: Programme) -> float | None:
    if not programme.instance.interpretation:
        return None
    held = (run for run in programme.runs if run.session.interpretation is not None)
    return sum(map(length, held)) / HOUR


INDICATORS = (
    Indicator(
        "interpreted_sessions",
        "Interpreted sessions",
        "sessions",
        Better.NEITHER,
        "Sessions that interpreters serve.",
        _interpreted,
    ),
    Indicator(
        "interpreted_hours",
        "Interpreted hours",
        "hours",
        Better.NEITHER,
        "Hours of the sessions that interpreters serve.",
        _interpreted_hours,
    ),
    Indicator(
        "vip_days",
        "VIP days on site",
        "days",
        Better.LOWER,
        "Days from the first session of a person of protocol rank to the last, both counted, over all "
        "such persons on site.",
        _vip_days,
    ),
    Indicator(
        "vips_without_session",
        "VIPs without a session",
        "persons",
        Better.LOWER,
        "Persons of protocol rank, not remote, who attend no session.",
        _vips_without,
    ),
    Indicator(
        "delegations_overstretched",
        "Delegations overstretched",
        "hours",
        Better.LOWER,
        "Hours for which delegations must attend more sessions at once than they have members, each "
        "session too many counted.",
        _overstretched,
        rule="delegation_overstretched",
    ),
    Indicator(
        "small_delegations_overstretched",
        "Small delegations overstretched",
        "hours",
        Better.LOWER,
        say("The same, of delegations of at most {} members.", SMALL),
        _small_overstretched,
    ),
    Indicator(
        "wishes_missed",
        "Wishes missed",
        "hours",
        Better.LOWER,
        "Hours for which delegations cannot attend all that they must and wish to attend.",
        _wishes_missed,
        rule="wish_missed",
    ),
)
"""What a programme asks of the people in it."""
