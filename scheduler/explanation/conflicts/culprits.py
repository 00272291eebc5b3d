"""What each group of a conflict asks for, in words, and where in the instance that stands."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from scheduler.catalogue import RULES
from scheduler.evaluation.wording import counted, name
from scheduler.explanation.conflicts.sayings import SAID
from scheduler.explanation.conflicts.walls import Key
from scheduler.explanation.wording import item_name, listed
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.meetings import Order, Session

Path = tuple[str | int, ...]
"""A table of the instance, the id of a row (or its position, where rows have none), and a field."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """A rule that is hard, and the item of it that stands in the way."""

    rule: str
    item: str
    words: str
    """What it asks for."""
    path: Path
    """Where that stands in the instance."""
    sessions: tuple[str, ...]
    """Sessions of the conflict that it is about."""


def culprit_of(instance: Instance, key: Key, sessions: Collection[str]) -> Culprit:
    """Say what a group asks of the sessions of a conflict.

    Parameters
    ----------
    instance
        The conference.
    key
        A rule and an item.
    sessions
        Those of the conflict that the group is about, in the order of the file.
    """
    rule, item = key
    if key[0] == "order_broken":
        words, path = _order(instance, item, sessions)
    elif rule in SAID:
        words, path = SAID[rule](instance, item), _path(instance, rule, item)
    else:
        words = f"{item_name(instance, rule, item)}: {RULES[rule].sentence}"
        path = _path(instance, rule, item)
    return Culprit(rule, item, words.rstrip("."), path, tuple(sessions))


# Where it stands

_TABLES: Mapping[str, str] = {
    "session": "sessions",
    "person": "people",
    "body": "bodies",
    "room": "rooms",
    "delegation": "delegations",
    "region": "regions",
    "interpretation pool": "interpretation",
    "resource": "resources",
    "audience": "audiences",
    "parallel limit": "parallel_limits",
    "adjacency": "adjacent",
    "quota": "quotas",
}
_FIELDS: Mapping[str, str] = {
    "outside_hours": "kind",
    "outside_window": "windows",
    "off_preferred_time": "preferred",
    "pin_broken": "pin",
    "room_overflow": "attendance",
    "room_lacks_feature": "needs",
    "room_closed": "closures",
    "person_unavailable": "available",
    "exclusive_broken": "exclusive",
    "parallel_limit_exceeded": "at_most",
    "teams_exceeded": "teams",
    "support_exceeded": "count",
    "delegation_overstretched": "size",
    "region_unheard": "coordination_a_week",
    "too_many_sessions": "at_most",
    "too_few_sessions": "at_least",
    "session_dropped": "optional",
    "host_showcase_missing": "showcases",
    "role_missing": "panel",
    "panel_too_large": "panel",
    "unseated": "class",
}
_OF_KIND: Mapping[str, str] = {
    "dialogue_after_first_days": "first_days",
    "thematic_outside_official_hours": "official_hours_only",
}


def _path(instance: Instance, rule: str, item: str) -> Path:
    if rule in _OF_KIND:
        return "kinds", instance.session_by_id[item].kind, _OF_KIND[rule]
    about = RULES[rule].item
    if about in ("topic", "theme"):
        field = f"{about}s"
        tagged = (s.id for s in instance.sessions if item in (*s.themes, *s.topics))
        return "sessions", next(tagged, ""), field
    path: Path = (_TABLES[about], item) if about in _TABLES else ("levels", rule)
    return (*path, _FIELDS[rule]) if rule in _FIELDS else path


# What comes after what


def _order(instance: Instance, then: str, sessions: Collection[str]) -> tuple[str, Path]:
    """Say what a session comes after, and how long."""
    said, paths = [], list[Path]()
    for position, order in enumerate(instance.ordered):
        firsts = [each for each in order.first if each in sessions]
        if then in order.then and firsts:
            said.append(f"after {_titles(instance, firsts)}{_lag(order)}")
            paths.append(("orders", position))
    later = instance.session_by_id[then]
    for earlier in _just_before(instance, later):
        if earlier.id in sessions and later.body is not None:
            body = instance.body_by_id[later.body]
            gap = f", {minutes_of(body.gap)} min later at least" if body.gap else ""
            said.append(f"after {name(earlier)} in the order of {name(body)}{gap}")
            paths.append(("bodies", body.id))
    words = f"{name(later)} comes {listed(said) or 'after others'}"
    return words, next(iter(paths), ("sessions", then))


def _just_before(instance: Instance, later: Session) -> Iterator[Session]:
    """Yield the meetings of its body that a session may follow, if the body meets in order."""
    if later.body is not None and instance.body_by_id[later.body].in_order:
        meetings = instance.sessions_by_body[later.body]
        for earlier in reversed(meetings[: meetings.index(later)]):
            yield earlier
            if not earlier.optional:
                break


def _titles(instance: Instance, sessions: Collection[str]) -> str:
    return listed([name(instance.session_by_id[each]) for each in sessions])


def _lag(order: Order) -> str:
    days = "working day" if order.working_days else "day"
    bounds = [
        (order.at_least, f"{minutes_of(order.at_least)} min later at least"),
        (order.at_most, f"{minutes_of(order.at_most or order.at_least)} min later at most"),
        (order.days_at_least, f"{counted(order.days_at_least or 0, days)} later at least"),
        (order.days_at_most is not None, f"{counted(order.days_at_most or 0, days)} later at most"),
    ]
    said = [words for given, words in bounds if given]
    return f", {listed(said)}" if said else ""
