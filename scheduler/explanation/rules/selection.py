"""Ways out where too many or too few sessions are held."""

from collections.abc import Iterator

from scheduler.evaluation.wording import counted, name
from scheduler.explanation.remedies import Break, Remedy, cured


def too_many_sessions(broken: Break) -> Iterator[Remedy]:
    """Allow as many sessions as there are."""
    held = len(broken.sessions)
    words = f"let the quota {broken.item} allow {counted(held, 'session')}"
    yield cured(broken, words, ("quotas", broken.item, "at_most"), held)


def too_few_sessions(broken: Break) -> Iterator[Remedy]:
    """Be content with the sessions that can be held."""
    held = len(broken.sessions)
    words = f"let the quota {broken.item} be content with {counted(held, 'session')}"
    yield cured(broken, words, ("quotas", broken.item, "at_least"), held)


def session_dropped(broken: Break) -> Iterator[Remedy]:
    """Do without what a session is worth."""
    words = f"do without {name(broken.instance.session_by_id[broken.item])}, which is then worth nothing"
    yield cured(broken, words, ("sessions", broken.item, "value"), 0)


def host_showcase_missing(broken: Break) -> Iterator[Remedy]:
    """Be content with the showcases that there are."""
    region, held = broken.instance.region_by_id[broken.item], len(broken.sessions)
    showcases = counted(held, "session")
    words = f"be content with {showcases} that {'shows' if held == 1 else 'show'} {name(region)}"
    yield cured(broken, words, ("regions", region.id, "showcases"), held)
