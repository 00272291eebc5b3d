"""Another day for a session that is bound to some: as a way out of a conflict."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, reduce

import numpy as np

from scheduler.engines.price_board import PriceBoard, best_places
from scheduler.explanation.conflicts.conflict_sets import growing
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.least_broken import is_large, least_violation
from scheduler.explanation.conflicts.oracle import Clock
from scheduler.explanation.conflicts.ways import Way, findings_of, left_by
from scheduler.explanation.conflicts.weights import weight_of
from scheduler.explanation.remedies import Remedy
from scheduler.explanation.rules import VOICES
from scheduler.explanation.rules.voice import Release
from scheduler.instance import DAY, Instance, Session, dates_of, end_of, instant_at, latest
from scheduler.phrases import say
from scheduler.restrictions import Priced, Stay
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.wording import listed, name, when

MANY = 12
"""Sessions of a conflict, at most, for which another day is looked for."""
SEARCH = 0.2
"""Share of the time that is left in which it is looked for how others make room for them."""
LEAST = 0.1
"""Seconds without which nothing is searched any more."""
NEAR = 16
"""Sessions that may move besides, where most stay."""
NOT_THERE = 10**12
"""What is added to the price of a place to which a session is not to go."""


@dataclass(frozen=True)
class OtherDays:
    """Where sessions could be that are bound to some days, all others staying where a schedule has them."""

    instance: Instance
    groups: Groups
    schedule: Schedule

    def ways(
        self,
        sessions: Sequence[str],
        breaking: Sequence[str],
        besides: Collection[Key],
        clock: Clock,
    ) -> Iterator[Way]:
        """Yield for sessions that are bound to some days the way to be on another one, if it helps.

        Parameters
        ----------
        sessions
            Those of a conflict: each is tried alone.
        breaking
            Those that break it in the schedule: where none alone is enough, all are tried at once.
        besides
            Items of other conflicts, which may be broken.
        clock
            Once it has run down, no more are tried.
        """
        bound = [each for each in dict.fromkeys((*breaking, *sessions)) if self._is_bound(each)]
        found = False
        for session in bound[:MANY] if not is_large(self.groups.problem) else ():
            way = self._way([session], besides) if clock.left > 0 else None
            if way is not None:
                found = True
                yield way
        all_of_them = [each for each in bound if each in breaking]
        if (
            not found
            and 0 < len(all_of_them) <= MANY
            and not is_large(self.groups.problem)
            and clock.left > 0
        ):
            way = self._way(all_of_them, besides, SEARCH * clock.left)
            yield from () if way is None else (way,)

    def _is_bound(self, session: str) -> bool:
        """Tell whether a session is bound to days, and by nothing that is taken as given."""
        released = _released(self.instance, self.instance.session_by_id[session]).values()
        is_given = any(each.place in self.groups.given.places for each in released)
        return session in self.schedule.by_session and bool(released) and not is_given

    @cached_property
    def _board(self) -> PriceBoard:
        """Prices of all places, whatever times sessions are bound to."""
        problem = self.groups.problem
        free = tuple(each for each in problem.priced if VOICES[each.rule].release is None)
        return PriceBoard(replace(problem, priced=free), self._seated, weight_of)

    @cached_property
    def _seated(self) -> Schedule:
        return with_seats(self.schedule)

    def _way(
        self, sessions: Sequence[str], besides: Collection[Key], seconds: float = 0.0
    ) -> Way | None:
        """Return the way to hold sessions on other days, each at the best place that is left there.

        With some seconds, if that is not enough, others near them make room.
        """
        instance, moved = self.instance, self._seated
        released: dict[tuple[str, str], Release] = {}
        for session in sessions:
            own = _released(instance, instance.session_by_id[session])
            place = self._place(moved, session, [*own.values()])
            if place is None:
                return None
            moved = self._board.moved(moved, session, *place)
            for rule in own:  # one after the other: each is of the instance after those before
                found = _released(instance, instance.session_by_id[session]).get(rule)
                if found is not None:  # or one before has let it go as well
                    released[rule, session] = found
                    instance = found.instance
        (key, first), programme = next(iter(released.items())), without_seats(moved)
        if not left_by(Remedy("", first.place, instance, programme)).issubset(besides):
            room = self._with_room(instance, released, programme, besides, seconds)
            if room is None or not left_by(Remedy("", (), instance, room)).issubset(besides):
                return None
            programme = room
        words = self._words(sessions, released, programme)
        amount = sum(each.amount for each in findings_of(self.instance, programme, key))
        return Way(
            *(words, first.place, *key, amount),
            least=False,
            by_level=False,
            instance=instance,
            schedule=programme,
            elsewhere=tuple(sessions),
        )

    def _with_room(
        self,
        instance: Instance,
        released: Mapping[tuple[str, str], Release],
        programme: Schedule,
        besides: Collection[Key],
        seconds: float,
    ) -> Schedule | None:
        """Return a programme in which others make room for sessions on other days, if one is soon found."""
        if seconds < LEAST:
            return None
        sessions = dict.fromkeys(session for _, session in released)
        stays = []
        for session in sessions:
            bound = self._days([each for (_, of), each in released.items() if of == session])
            days = [each for each in instance.dates if each not in bound]
            spans = tuple(
                (instant_at(day, timedelta(), instance.zone), instant_at(day, DAY, instance.zone))
                for day in days
            )
            stays.append(Priced("day", Stay(session, session, spans), None))
        problem = problem_of(instance)
        groups = Groups(replace(problem, priced=(*problem.priced, *stays)))
        near = next(growing(groups, [*groups.by_key], sessions, NEAR), frozenset(sessions))
        soft = [each for each in besides if each in groups.by_key]  # what is dropped is none of it
        found = least_violation(groups, [*sessions], soft, seconds, programme, near)
        return None if found is None else found.schedule

    def _words(
        self,
        sessions: Sequence[str],
        released: Mapping[tuple[str, str], Release],
        programme: Schedule,
    ) -> str:
        said = []
        for session in sessions:
            fact, place = self.instance.session_by_id[session], programme.by_session[session]
            end = end_of(self.instance, fact, place.start)
            span = when(place.start, end, self.instance.zone)
            where = say("{} in {}", span, name(self.instance.room_by_id[place.room]))
            dropped = [each.said for (_, of), each in released.items() if of == session]
            said.append(
                say("{} on another day, {}, without its {}", name(fact), where, listed(dropped))
            )
        return say("hold {}", reduce(lambda one, other: say("{}; and {}", one, other), said))

    def _place(
        self, schedule: Schedule, session: str, released: Sequence[Release]
    ) -> tuple[datetime, str] | None:
        """Return the best place of a session on days to which it is not bound; None if there are none."""
        zone, table = self.instance.zone, self._board.prices(schedule, session)
        bound = self._days(released)
        here = np.array([each.astimezone(zone).date() in bound for each in table.starts])
        forbidden = table.forbidden + np.where(here, NOT_THERE, 0)[:, None]
        ((row, column),) = best_places(forbidden, table.penalty, 1)
        return None if here[row] else (table.starts[row], table.rooms[column])

    def _days(self, released: Sequence[Release]) -> set[date]:
        """Return the days to which a session is bound."""
        return dates_of((span for each in released for span in each.spans), self.instance.zone)


@latest
def other_days(instance: Instance, groups: Groups, schedule: Schedule) -> OtherDays:
    """Return where sessions could be; for conflicts that are asked about one after the other, once."""
    return OtherDays(instance, groups, schedule)


def _released(instance: Instance, session: Session) -> Mapping[str, Release]:
    """Return what binds a session to times, by rule."""
    found = (
        (rule, voice.release(instance, session))
        for rule, voice in VOICES.items()
        if voice.release is not None
    )
    return {rule: each for rule, each in found if each is not None}
