"""Silences: days on which nothing of a contact is held."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.evaluation.runs import Run, day_of
from scheduler.instance import DAY, Contact, Instance


class Silence(NamedTuple):
    """Days on which nothing of a contact is held, and what is held before and after."""

    since: date
    """Last date on which something was held."""
    until: date
    """Next date on which something is held."""
    earlier: Run | None = None
    later: Run | None = None

    @property
    def days(self) -> int:
        """Days from the one date to the other: 1 to the day after."""
        return (self.until - self.since).days


def silences(instance: Instance, contact: Contact, held: Iterable[Run]) -> Iterator[Silence]:
    """Yield each silence, in order of time; sessions come in the order of their starts."""
    first, last = contact.first or instance.first_day, contact.last or instance.last_day
    since, earlier = first - DAY, None
    for run in held:
        begins, ends = day_of(run, instance), last_date_of(instance, run)
        if ends < first or begins > last:
            continue
        yield Silence(since, begins, earlier, run)
        if ends > since:
            since, earlier = ends, run
    yield Silence(since, last + DAY, earlier)


def last_date_of(instance: Instance, run: Run) -> date:
    """Return the date of the last minute of a session."""
    return (run.end - timedelta(minutes=1)).astimezone(instance.zone).date()
