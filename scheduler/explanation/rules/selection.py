"""How many sessions are held, and which."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Gravity, Tally, Voice, row
from scheduler.instance import Instance
from scheduler.wording import counted, joined, name


def _allowed(instance: Instance, quota: str) -> str:
    fact = next(each for each in instance.quotas if each.id == quota)
    if fact.at_most == 0 and fact.sessions is not None:
        titles = joined([name(each) for each in instance.selected(fact.sessions)])
        return f"{titles} {'is' if len(instance.selected(fact.sessions)) == 1 else 'are'} to be left out"
    return f"the quota {quota} allows {counted(fact.at_most or 0, 'session')}"


def _needed(instance: Instance, quota: str) -> str:
    fact = next(each for each in instance.quotas if each.id == quota)
    return f"the quota {quota} asks for {counted(fact.at_least, 'session')}"


def _kept(instance: Instance, session: str) -> str:
    return f"{name(instance.session_by_id[session])} is not to be left out, though it is optional"


def _showcases(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    return f"{name(fact)} needs {counted(fact.showcases, 'session')} that show its success stories"


def _higher_quota(violation: Violation) -> Iterator[Remedy]:
    """Allow as many sessions as there are."""
    held = len(violation.sessions)
    words = f"let the quota {violation.item} allow {counted(held, 'session')}"
    yield cured(violation, words, ("quotas", violation.item, "at_most"), held)


def _lower_quota(violation: Violation) -> Iterator[Remedy]:
    """Be content with the sessions that can be held."""
    held = len(violation.sessions)
    words = f"let the quota {violation.item} be content with {counted(held, 'session')}"
    yield cured(violation, words, ("quotas", violation.item, "at_least"), held)


def _worthless(violation: Violation) -> Iterator[Remedy]:
    """Do without what a session is worth."""
    session = violation.instance.session_by_id[violation.item]
    words = f"do without {name(session)}, which is then worth nothing"
    yield cured(violation, words, ("sessions", violation.item, "value"), 0)


def _fewer_showcases(violation: Violation) -> Iterator[Remedy]:
    """Be content with the showcases that there are."""
    region, held = violation.instance.region_by_id[violation.item], len(violation.sessions)
    showcases = counted(held, "session")
    words = f"be content with {showcases} that {'shows' if held == 1 else 'show'} {name(region)}"
    yield cured(violation, words, ("regions", region.id, "showcases"), held)


too_many_sessions = Voice(
    asks=_allowed,
    where=row("quotas", "at_most"),
    cure=_higher_quota,
    tally=Tally(helps="a higher quota, or sessions that are optional"),
    counts=lambda instance: (each.id for each in instance.quotas if each.at_most is not None),
)
too_few_sessions = Voice(
    gravity=Gravity.AGREED,
    asks=_needed,
    where=row("quotas", "at_least"),
    cure=_lower_quota,
    tally=Tally(helps="a lower quota, or more sessions to choose from"),
    counts=lambda instance: (each.id for each in instance.quotas if each.at_least),
)
session_dropped = Voice(asks=_kept, where=row("sessions", "optional"), cure=_worthless)
host_showcase_missing = Voice(
    gravity=Gravity.AGREED,
    asks=_showcases,
    where=row("regions", "showcases"),
    cure=_fewer_showcases,
    tally=Tally(helps="a session that shows its success stories"),
)
