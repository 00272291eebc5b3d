"""Fields that ask for something else in the file, which is not there: a table of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle
from scheduler.instance import (
    Counts,
    Instance,
    Selection,
    remote_of,
    selection_of,
)

_Missing = Callable[[Instance, Any], bool]
"""Whether a conference, or a row of it, lacks what a field of the row is about."""


@dataclass(frozen=True, slots=True)
class _Fields:
    """Fields of the rows of a table."""

    table: str
    names: tuple[str, ...]
    is_missing: _Missing
    why: str


_BY_MEETINGS = ("meetings_a_day", "meetings_a_week", "longest_meeting")
_BY_HALF_DAYS = (
    *("half_day", "half_days_a_day", "half_days_a_week"),
    *("usual_half_days_a_week", "overtime"),
)
_SAID_BY_SESSIONS = ("windows", "remote", "uses", "agenda")
"""Fields of kinds that a session may say for itself."""
_FEWER_THAN_TWO = "it has fewer than two sessions"


def _nobody_remote(instance: Instance, _: Any) -> bool:
    remote = (remote_of(instance, each) for each in instance.sessions)
    return not any(each.remote for each in instance.people) and not any(remote)


def _each_says(field: str) -> _Missing:
    """Tell whether all sessions of a kind, of which there are some, say a field for themselves."""

    def is_said(instance: Instance, kind: Any) -> bool:
        own = [getattr(each, field) for each in instance.sessions if each.kind == kind.id]
        return bool(own) and None not in own

    return is_said


def _is_one(instance: Instance, row: Any) -> bool:
    """Tell whether one session is chosen by its id; of a kind, a body or a theme there may be more soon."""
    chosen = selection_of(row.sessions or ())
    is_by_id = all(table == "sessions" for table, names in chosen if names)
    return is_by_id and len(instance.selected(chosen)) == 1


def _is_unwished(instance: Instance, row: Any) -> bool:
    return all(wish.time != row.feature for wish in instance.feature_wishes)


_FIELDS = (
    _Fields("kinds", ("agenda",), lambda all_, _: not all_.items, "there are no `items`"),
    _Fields("sessions", ("agenda",), lambda all_, _: not all_.items, "there are no `items`"),
    _Fields("kinds", ("tasks_at_most",), lambda all_, _: not all_.tasks, "there are no `tasks`"),
    _Fields(
        *("kinds", ("any_day",)),
        lambda all_, _: not any(room.place for room in all_.rooms),
        "no room is in one of `places`",
    ),
    _Fields("kinds", ("daily_hours",), _nobody_remote, "nobody takes part remotely"),
    *(
        _Fields("kinds", (field,), _each_says(field), "each of its sessions says its own")
        for field in _SAID_BY_SESSIONS
    ),
    _Fields(
        *("interpretation", _BY_MEETINGS),
        lambda _, pool: pool.counts is not Counts.MEETINGS,
        "half-days are counted (`counts`)",
    ),
    _Fields(
        *("interpretation", _BY_HALF_DAYS),
        lambda _, pool: pool.counts is not Counts.HALF_DAYS,
        "meetings are counted (`counts`)",
    ),
    _Fields(
        *("items", ("value",)),
        lambda _, item: not item.optional,
        "only an `optional` item can be left out",
    ),
    _Fields(
        *("items", ("part_at_least",)),
        lambda _, item: item.parts == 1,
        "it is not split (`parts`)",
    ),
    _Fields(
        *("external_events", ("within",)),
        lambda all_, event: not all_.selected(event.used_by or Selection()),
        "it is `used_by` no session",
    ),
    _Fields("tracks", ("in_order",), _is_one, _FEWER_THAN_TWO),
    _Fields("series", ("sessions",), _is_one, _FEWER_THAN_TWO),
    _Fields("common_starts", ("sessions",), _is_one, _FEWER_THAN_TWO),
    _Fields(
        *("not_beside", ("sessions",)),
        lambda all_, row: not all_.selected(row.others or Selection()) and _is_one(all_, row),
        "it has fewer than two sessions, and no others",
    ),
    _Fields(
        *("relations", ("sessions",)),
        *(_is_one, _FEWER_THAN_TWO),
    ),
    _Fields("time_features", ("feature",), _is_unwished, "no wish is for it"),
)
"""Of other fields, `rows`, `conference` and `sessions` have checks of their own."""


def without_subject(presolve: Presolve) -> Iterator[Idle]:
    """Yield the fields that are said, and that are about nothing."""
    instance = presolve.instance
    for fields in _FIELDS:
        for position, row in enumerate(getattr(instance, fields.table)):
            said = [
                name for name in fields.names if name in row.model_fields_set and getattr(row, name)
            ]
            if said and fields.is_missing(instance, row):
                sessions = (row.id,) if fields.table == "sessions" else ()
                for name in said:
                    place = (fields.table, getattr(row, "id", position), name)
                    yield Idle(place, fields.why, "", sessions)
