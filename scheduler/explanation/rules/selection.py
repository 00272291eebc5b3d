"""How many sessions are held, and which."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Gravity, Tally, Voice, row
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance, Quota
from scheduler.phrases import say
from scheduler.wording import counted, joined, name, number


def _quota(instance: Instance, quota: str) -> Quota:
    return next(each for each in instance.quotas if each.id == quota)


def _asked(instance: Instance, quota: str) -> str:
    fact = _quota(instance, quota)
    if fact.at_most == 0 and fact.sessions is not None:
        titles = joined([name(each) for each in instance.selected(fact.sessions)])
        is_one = len(instance.selected(fact.sessions)) == 1
        return say("{} is to be left out" if is_one else "{} are to be left out", titles)
    if fact.at_most is None:
        return say("the quota {} asks for {}", quota, counted(fact.at_least, "session"))
    most = counted(fact.at_most, "session")
    if not fact.at_least:
        return say("the quota {} allows {}", quota, most)
    return say("the quota {} asks for {}, and allows {}", quota, number(fact.at_least), most)


def _field(instance: Instance, quota: str) -> Place:
    fact = _quota(instance, quota)
    return "quotas", quota, "at_least" if fact.at_most is None else "at_most"


def _kept(instance: Instance, session: str) -> str:
    return say(
        "{} is not to be left out, though it is optional", name(instance.session_by_id[session])
    )


def _showcases(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    return say(
        "{} needs {} that show its success stories", name(fact), counted(fact.showcases, "session")
    )


def _other_quota(violation: Violation) -> Iterator[Remedy]:
    """Allow as many sessions as there are, or be content with those that can be held."""
    held, fact = len(violation.sessions), _quota(violation.instance, violation.item)
    sessions = counted(held, "session")
    if held < fact.at_least:
        words = say("let the quota {} be content with {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_least"), held)
    else:
        words = say("let the quota {} allow {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_most"), held)


def _worthless(violation: Violation) -> Iterator[Remedy]:
    """Do without what a session is worth."""
    session = violation.instance.session_by_id[violation.item]
    words = say("do without {}, which is then worth nothing", name(session))
    yield cured(violation, words, ("sessions", violation.item, "value"), 0)


def _fewer_showcases(violation: Violation) -> Iterator[Remedy]:
    """Be content with the showcases that there are."""
    region, held = violation.instance.region_by_id[violation.item], len(violation.sessions)
    showcases = counted(held, "session")
    words = say(
        "be content with {} that shows {}" if held == 1 else "be content with {} that show {}",
        showcases,
        name(region),
    )
    yield cured(violation, words, ("regions", region.id, "showcases"), held)


quota_missed = Voice(
    gravity=Gravity.AGREED,
    asks=_asked,
    where=_field,
    cure=_other_quota,
    tally=Tally(
        helps="a lower quota, or more sessions to choose from",
        helps_most="a higher quota, or sessions that are optional",
    ),
    counts=lambda instance: (
        each.id for each in instance.quotas if each.at_least or each.at_most is not None
    ),
)
session_dropped = Voice(asks=_kept, where=row("sessions", "optional"), cure=_worthless)
host_showcase_missing = Voice(
    gravity=Gravity.AGREED,
    asks=_showcases,
    where=row("regions", "showcases"),
    cure=_fewer_showcases,
    tally=Tally(helps="a session that shows its success stories"),
)
