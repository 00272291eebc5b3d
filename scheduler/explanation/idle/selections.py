"""Selections that find nothing to be about."""

from collections.abc import Iterator

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle

_FIELDS = (
    ("delegations", "must"),
    ("delegations", "wishes"),
    ("parallel_limits", "sessions"),
    ("quotas", "sessions"),
)
"""Fields that select sessions. Of orders and of audiences, more is said elsewhere."""


def empty(presolve: Presolve) -> Iterator[Idle]:
    """Yield the selections that name something, and find no session."""
    for table, field in _FIELDS:
        for row in getattr(presolve.instance, table):
            chosen = getattr(row, field)
            is_said = chosen is not None and any(names for _, names in chosen)
            if is_said and not presolve.instance.selected(chosen):
                yield Idle((table, row.id, field), "it selects no session")


def audiences(presolve: Presolve) -> Iterator[Idle]:
    """Yield the audiences that cannot miss anything."""
    for audience in presolve.instance.audiences:
        if len(presolve.instance.selected(audience.sessions)) < 2:
            yield Idle(("audiences", audience.id), "fewer than two sessions are for this audience")


def quotas(presolve: Presolve) -> Iterator[Idle]:
    """Yield the quotas without a number."""
    for quota in presolve.instance.quotas:
        if not quota.at_least and quota.at_most is None:
            yield Idle(("quotas", quota.id), "it has neither `at_least` nor `at_most`")


def working_days(presolve: Presolve) -> Iterator[Idle]:
    """Yield the orders that count working days, and no days."""
    for position, order in enumerate(presolve.instance.orders):
        if order.working_days and order.days_at_least is None and order.days_at_most is None:
            why = "neither `days_at_least` nor `days_at_most` is given"
            yield Idle(("orders", position, "working_days"), why)
