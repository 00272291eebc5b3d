"""Settings without effect on any programme.

Looked for is a wish of which no rule counts anything, a row that nothing refers to, a selection that finds
no session, a level of a rule that counts nothing, and a field without what it goes with. Limits that are not
reached are no such thing: they hold as soon as the facts change. Nor are facts that no rule asks for.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from scheduler.catalogue import OFF, RULES
from scheduler.errors import SITE
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import FieldPath, Trouble, place_text
from scheduler.instance import (
    TABLES,
    Instance,
    ItemLevels,
    Selection,
    references_of,
    selection_of,
)
from scheduler.rules import items_of
from scheduler.wording import listed, shortened

_Idle = tuple[FieldPath, str]
"""Where a setting stands, and why it has no effect."""
_MOST = 3
"""Most settings of a field without effect to report singly; of more, only the names are listed."""
_SERVING = ("resources", "interpretation", "sites", "places", "themes", "person_classes")
"""Tables that only serve others."""
_WISHES = (
    *("audiences", "not_beside", "series", "common_starts", "minimum_loads", "parallel_limits"),
    *("quotas", "tracks", "relations", "meals", "feature_wishes"),
)
"""Tables in which each row is a demand."""
_NEEDS: Mapping[str, str] = {
    "frozen": "published",
    "travel_days": "places",
    "kinds.agenda": "items",
    "kinds.tasks_at_most": "tasks",
    "sessions.agenda": "items",
    "sessions.value": ".optional",
    "sessions.join": ".people .panel",
    "sessions.seated_before": "person_classes",
    "items.value": ".optional",
    "items.part_at_least": ".parts",
    "bodies.gap": ".in_order=true",
    "orders.working_days": ".days_at_least .days_at_most",
    "time_features.feature": "feature_wishes",
    "interpretation.meetings_a_day meetings_a_week longest_meeting": ".counts=meetings",
    "interpretation.half_day half_days_a_day half_days_a_week": ".counts=half_days",
    "interpretation.usual_half_days_a_week overtime": ".counts=half_days",
}
"""What fields of a table go with: rows of a table, or one of some fields beside it, with ``.``."""


def without_effect(instance: Instance) -> Iterator[Trouble]:
    """Yield the settings without effect: many for one reason in one trouble."""
    kinds: dict[tuple[str, FieldPath], list[FieldPath]] = {}
    for place, why in _found(instance):
        field = [part for part in place[2:] if isinstance(part, str)]
        kinds.setdefault((why, (place[0], *field)), []).append(place)
    for (why, _), alike in kinds.items():
        for some in [[each] for each in alike] if len(alike) <= _MOST else [alike]:
            names = [place_text(each) for each in some]
            message = f"{names[0]} has no effect on the programme: {why}."
            if len(some) > 1:
                shown = listed(shortened(names, _MOST, "{} more"))
                because = f"has no effect on the programme, because {why}"
                message = f"Each of these {because}: {shown}."
            ids = tuple({str(each[1]): 0 for each in some if each[0] == "sessions"})
            yield Trouble(message, certain=False, sessions=ids, rules=(), place=some[0])


def _found(instance: Instance) -> list[_Idle]:
    found = [*_fields(instance), *_selections(instance)]
    told = {place[:2] for place, _ in found}
    found += [each for each in _rows(instance) if each[0] not in told]
    return [*found, *_levels(instance)]


def _fields(instance: Instance) -> Iterator[_Idle]:
    """Yield the fields that are said without what they go with."""
    for path, needs in _NEEDS.items():
        table, _, fields = path.rpartition(".")
        named = needs.lstrip(".").replace("=", ": ").replace(" .", "` or `")
        why = f"it needs `{named}`" if needs[0] == "." else f"`{needs}` is empty"
        for position, row in enumerate(getattr(instance, table) if table else (instance,)):
            start = (table, getattr(row, "id", position)) if table else ()
            for field in fields.split():
                if _is_said(row, field) and not _is_there(instance, row, needs):
                    yield ((*start, field), why)


def _is_there(instance: Instance, row: Any, needs: str) -> bool:
    if needs[0] != ".":
        return _is_said(instance, needs)
    pairs = [each.partition("=") for each in needs[1:].split(" .")]
    said = [str(getattr(row, field)).lower() == value for field, _, value in pairs if value]
    return any(said) or any(_is_said(row, field) for field, _, value in pairs if not value)


def _is_said(row: Any, field: str) -> bool:
    """Return whether a field of a row is more than what it is by default."""
    value = getattr(row, field)
    return bool(value) and value != type(row).model_fields[field].default


def _selections(instance: Instance) -> Iterator[_Idle]:
    """Yield the selections that find no session."""
    of_people = [r.id for r in RULES.values() if r.family == "panels" and r.item == "person"]
    is_off = all(instance.level(rule, "") == OFF for rule in of_people)  # `switched_off` says so
    for position, order in enumerate(instance.ordered):
        for side in ("first", "then"):
            if not getattr(order, side):
                yield ("orders", position, side), "it selects no session"
    for table in (
        each for each in TABLES if each not in ("items", "person_classes" if is_off else "")
    ):
        for row in getattr(instance, table):
            for field, chosen in row:
                usual = type(row).model_fields[field].default
                is_said = isinstance(chosen, Selection) and chosen != usual
                if is_said and not instance.selected(chosen):
                    yield ((table, row.id, field), "it selects no session")


def _rows(instance: Instance) -> Iterator[_Idle]:
    """Yield the rows that nothing refers to, and those of which no rule counts anything."""
    named = {(name, table.removeprefix("listed_")) for _, name, table in references_of(instance)}
    for table in _SERVING:
        for row in getattr(instance, table):
            if (row.id, table) not in named:
                yield ((table, row.id), "nothing refers to it")
    for table in _WISHES:
        rows = getattr(instance, table)
        rules = [each.id for each in RULES.values() if rows and TABLES[table] in each.items]
        counted = {item for rule in rules for item in _counted(instance, rule)}
        for row in rows:
            chosen = selection_of(getattr(row, "sessions", None) or ())
            soon = any(names for kind, names in chosen if kind != "sessions")
            if row.id not in counted and not soon:  # of a kind, a body or a theme more may come
                few = len(instance.selected(chosen)) < 2 and chosen != Selection()
                why = "it has fewer than two sessions" if few else "no rule applies to it"
                yield ((table, row.id), why)


def _counted(instance: Instance, rule: str) -> Collection[str | None]:
    """Return the items of which a rule counts something, or would if more came together."""
    counts = VOICES[rule].counts
    return items_of(instance, rule) if counts is None else {*counts(instance)}


def _levels(instance: Instance) -> Iterator[_Idle]:
    """Yield the levels of what a rule counts nothing of; those about the published plan wait for one."""
    profile = instance.profile or ""
    sets = {("levels",): instance.levels, ("profiles", profile): instance.profiles.get(profile, {})}
    for place, levels in sets.items():
        for rule, level in levels.items():
            if RULES[rule].family == "stability":
                continue
            said = level if isinstance(level, ItemLevels) else ItemLevels(level=level, items={})
            asked = [item for item, each in said.items.items() if each != OFF]
            counted, doc = _counted(instance, rule), f"({SITE}reference/rules/#{rule})"
            if not counted and (asked or said.level not in (OFF, None)):
                yield ((*place, rule), f"the rule counts nothing in this file {doc}")
            for item in asked if counted else ():
                if item not in counted:
                    why = f"the rule does not apply to this item {doc}"
                    yield ((*place, rule, "items", item), why)
