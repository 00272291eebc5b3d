"""How many sessions are held, and which."""

from collections.abc import Iterator, Mapping

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.items.untaken import untaken
from scheduler.explanation.rules.voice import Gravity, Stage, Tally, Voice, row
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance, Item, Quota, Session, Task, minutes_of
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


def _field(instance: Instance, quota: str) -> FieldPath:
    fact = _quota(instance, quota)
    return "quotas", quota, "at_least" if fact.at_most is None else "at_most"


def _of_value(instance: Instance, item: str) -> tuple[str, Session | Item | Task]:
    """Return a session, an agenda item or a task, and its table."""
    rows: tuple[tuple[str, Mapping[str, Session | Item]], ...] = (
        ("sessions", instance.session_by_id),
        ("items", instance.item_by_id),
    )
    for table, known in rows:
        if item in known:
            return table, known[item]
    return "tasks", next(each for each in instance.tasks if each.id == item)


def _kept(instance: Instance, item: str) -> str:
    _, fact = _of_value(instance, item)
    if isinstance(fact, Session):
        return say("{} is not to be left out, though it is optional", name(fact))
    if isinstance(fact, Task):
        return say("{} is to be settled in one of the meetings that deal with it", name(fact))
    though = say(", though it is optional") if fact.optional else ""
    least = minutes_of(fact.least)
    return say("{} is to be dealt with{}, in {} min at least", fact.title, though, least)


def _kept_at(instance: Instance, item: str) -> FieldPath:
    table, fact = _of_value(instance, item)
    return (table, item, "optional") if isinstance(fact, Session) else (table, item)


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


def _left_out(violation: Violation) -> Iterator[Remedy]:
    """Do without what a session or a task is worth; let an item be left out."""
    table, fact = _of_value(violation.instance, violation.item)
    if isinstance(fact, Item):
        words = say("let {} be left out", fact.title)
        yield cured(violation, words, (table, fact.id, "optional"), value=True)
        return
    words = say("do without {}, which is then worth nothing", name(fact))
    if isinstance(fact, Task):
        words = say("leave {} to the conference", name(fact))
    yield cured(violation, words, (table, fact.id, "value"), 0)


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
value_lost = Voice(
    asks=_kept,
    where=_kept_at,
    cure=_left_out,
    tally=Tally(helps="another meeting that deals with it"),
    screen=(Stage.SHORTAGES, untaken),
)
host_showcase_missing = Voice(
    gravity=Gravity.AGREED,
    asks=_showcases,
    where=row("regions", "showcases"),
    cure=_fewer_showcases,
    tally=Tally(helps="a session that shows its success stories"),
)
