"""The reference programme as an officer goes through it: by kind, by day, by person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import combinations

from scheduler.comparison.programmes import purpose_in
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import (
    Instance,
    Purpose,
    Session,
    attending,
    end_of,
    minutes_of,
    official_dates,
)
from scheduler.schedule import Schedule


@dataclass(frozen=True)
class Held:
    """A session that is held, on the clocks of the venue."""

    session: Session
    start: datetime
    end: datetime
    room: str
    panel: frozenset[str]
    """Who has a seat, or a role other than optional."""

    @property
    def day(self) -> date:
        """Date of its start."""
        return self.start.date()

    @property
    def clock(self) -> str:
        """Clock time of its start."""
        return f"{self.start:%H:%M}"

    @property
    def since_midnight(self) -> timedelta:
        """Its start on that date."""
        return timedelta(hours=self.start.hour, minutes=self.start.minute)

    @property
    def work(self) -> int:
        """Its minutes, without the breaks that it spans."""
        return minutes_of(self.session.duration)

    def runs_beside(self, other: "Held") -> bool:
        """Tell whether both run at some time."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Programme:
    """An instance, and a programme of it."""

    instance: Instance
    schedule: Schedule

    @cached_property
    def held(self) -> Sequence[Held]:
        """Sessions that are held, in order of time."""
        return [self._held(each.session) for each in self.schedule.assignments]

    @cached_property
    def evaluation(self) -> Evaluation:
        """What is wrong with it."""
        return evaluate(self.instance, self.schedule)

    @cached_property
    def days(self) -> Sequence[date]:
        """Dates with official hours."""
        return official_dates(self.instance, None, None)

    def amount(self, rule: str) -> str:
        """Return the amount of a rule, whether it is hard or has a weight."""
        total = self.evaluation.total(rule)
        return f"{total.forbidden + total.amount:,}"

    def of_kind(self, *kinds: str) -> Sequence[Held]:
        """Return the sessions of some kinds."""
        return [each for each in self.held if each.session.kind in kinds]

    def of_body(self, *bodies: str) -> Sequence[Held]:
        """Return the meetings of some bodies."""
        return [each for each in self.held if each.session.body in bodies]

    def named(self, name: str) -> Held:
        """Return a session by its id."""
        return next(each for each in self.held if each.session.id == name)

    def number(self, day: date) -> int:
        """Return which of the days with official hours a date is, from 1 on."""
        return self.days.index(day) + 1

    def purpose(self, held: Held) -> Purpose | None:
        """Return what the hours of a session count as."""
        return purpose_in(self.instance, held.session)

    def most_at_once(self, held: Sequence[Held]) -> int:
        """Return how many of some sessions run at once at most."""
        return max(sum(other.start <= each.start < other.end for other in held) for each in held)

    def _held(self, name: str) -> Held:
        place, session = self.schedule.by_session[name], self.instance.session_by_id[name]
        zone = self.instance.zone
        end = end_of(self.instance, session, place.start)
        panel = frozenset([*attending(session), *place.seated])
        return Held(session, place.start.astimezone(zone), end.astimezone(zone), place.room, panel)


def pairs(held: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield each two of some sessions that run beside each other."""
    return ((a, b) for a, b in combinations(held, 2) if a.runs_beside(b))
