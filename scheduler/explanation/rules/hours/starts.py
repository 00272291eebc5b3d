"""Standard starts of a kind."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Voice, field_of_kind
from scheduler.instance import Instance, clock_text
from scheduler.wording import listed, name


def _standard(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return (
        f"{name(fact)} should start at {_clocks(instance, fact.kind)}, as sessions of its kind do"
    )


def _clocks(instance: Instance, kind: str) -> str:
    """Return ``09:30 and 14:30 (fri: 09:00 and 14:30)``, with the days on which they are others."""
    special = (
        f"{profile.id}: {listed([*map(clock_text, profile.standard_starts[kind])])}"
        for profile in instance.day_profiles
        if kind in profile.standard_starts
    )
    others = "; ".join(special)
    usual = listed([*map(clock_text, instance.kind_by_id[kind].standard_starts)])
    return f"{usual} ({others})" if others else usual


def _another_start(violation: Violation) -> Iterator[Remedy]:
    """Make the clock time of its start a standard one of its kind."""
    instance, run = violation.instance, violation.runs[violation.item]
    kind = instance.kind_by_id[run.session.kind]
    local = run.start.astimezone(instance.zone)
    profile = instance.profile_of(local.date())
    clock = timedelta(hours=local.hour, minutes=local.minute)
    words = f"let sessions of the kind {kind.id} start at {clock_text(clock)} as well"
    if profile is None or kind.id not in profile.standard_starts:
        usual = (*kind.standard_starts, clock)
        yield cured(violation, words, ("kinds", kind.id, "standard_starts"), usual)
        return
    special = {
        **profile.standard_starts,
        kind.id: (*profile.standard_starts[kind.id], clock),
    }
    path = ("day_profiles", profile.id, "standard_starts")
    yield cured(violation, f"{words} on days of the profile {profile.id}", path, special)


off_standard_start = Voice(
    asks=_standard,
    where=field_of_kind("standard_starts"),
    cure=_another_start,
    cause=lambda case, _: (
        f"sessions of its kind start at {_clocks(case.presolve.instance, case.session.kind)}"
    ),
    helps="give its kind another standard start",
    few_are_meant=True,
    keeps_from="the standard starts of its kind",
)
