"""How many sessions are held, and which."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.items import untaken
from scheduler.explanation.rules.voice import Gravity, Stage, Tally, Voice, row_of
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance, Item, Quota, Session, Task
from scheduler.phrases import say
from scheduler.wording import counted, name, number


def _quota(instance: Instance, quota: str) -> Quota:
    return next(each for each in instance.quotas if each.id == quota)


def _asked(instance: Instance, quota: str) -> str:
    fact = _quota(instance, quota)
    if fact.at_most is None:
        return say("the quota {} asks for {}", quota, counted(fact.at_least, "session"))
    most = counted(fact.at_most, "session")
    if not fact.at_least:
        return say("the quota {} allows {}", quota, most)
    return say("the quota {} asks for {}, and allows {}", quota, number(fact.at_least), most)


def _of_value(instance: Instance, item: str) -> tuple[str, Session | Item | Task]:
    """Return a session, an agenda item or a task, and its table."""
    if item in instance.session_by_id:
        return "sessions", instance.session_by_id[item]
    if item in instance.item_by_id:
        return "items", instance.item_by_id[item]
    return "tasks", row_of(instance.tasks, item)


def _field(instance: Instance, quota: str) -> FieldPath:
    fact = _quota(instance, quota)
    return "quotas", quota, "at_least" if fact.at_most is None else "at_most"


def _kept(instance: Instance, item: str) -> str:
    _, fact = _of_value(instance, item)
    return say("{} must not be left out", name(fact))


def _other_quota(violation: Violation) -> Iterator[Remedy]:
    """Allow as many sessions as there are, or be content with those that can be held."""
    held, fact = len(violation.sessions), _quota(violation.instance, violation.item)
    sessions = counted(held, "session")
    if held < fact.at_least:
        words = say("lower the quota {} to {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_least"), held)
    else:
        words = say("raise the quota {} to {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_most"), held)


def _left_out(violation: Violation) -> Iterator[Remedy]:
    """Do without what a session or a task is worth; let an item be left out."""
    table, fact = _of_value(violation.instance, violation.item)
    if isinstance(fact, Item):
        words = say("make {} optional", fact.title)
        yield cured(violation, words, (table, fact.id, "optional"), value=True)
        return
    words = say("set the value of {} to 0", name(fact))
    if isinstance(fact, Task):
        words = say("leave {} to the conference", name(fact))
    yield cured(violation, words, (table, fact.id, "value"), 0)


quota_missed = Voice(
    gravity=Gravity.AGREED,
    says=_asked,
    at=_field,
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
    says=_kept,
    cure=_left_out,
    tally=Tally(helps="another meeting that deals with it"),
    screen=(Stage.SHORTAGES, untaken),
)
