"""Agendas of a replanned programme: what is left is dealt with in other sessions as rarely as possible."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scheduler.catalogue import RULES
from scheduler.engines.cp_sat.agendas import Parts, Question, assign
from scheduler.engines.nearness import parts_of
from scheduler.engines.searching import Effort
from scheduler.instance import (
    Instance,
    ItemLevels,
    Levels,
    end_of,
    minutes_for_items,
    minutes_of,
    remade,
    times_of,
)
from scheduler.replanning.moves import Agendas, ItemMove
from scheduler.rules import problem_of
from scheduler.schedule import AgendaEntry, Schedule
from scheduler.solution import Status


def without_items(instance: Instance) -> Instance:
    """Return the conference as if its sessions dealt with nothing."""
    rest = {*instance.session_by_id, *(task.id for task in instance.tasks)}
    rest |= {topic for each in instance.sessions for topic in each.topics}
    gone = {name for each in instance.items for name in (each.id, *each.topics)} - rest

    def others(levels: Levels) -> dict[str, object]:
        found: dict[str, object] = {}
        for rule, level in levels.items():
            if RULES[rule].family != "items":
                found[rule] = level
            if isinstance(level, ItemLevels) and {"agenda item", "topic"} & {*RULES[rule].items}:
                left = {item: of_item for item, of_item in level.items.items() if item not in gone}
                found[rule] = level.model_copy(update={"items": left})
        return found

    profiles = {name: others(levels) for name, levels in instance.profiles.items()}
    levels = others(instance.levels)
    words = {
        tag: each.model_copy(update={"items": {}}) for tag, each in instance.translations.items()
    }
    rows: dict[str, Any] = {"items": (), "item_orders": (), "translations": words}
    return remade(instance, levels=levels, profiles=profiles, **rows)


def replan_agendas(
    instance: Instance,
    schedule: Schedule,
    published: Schedule,
    effort: Effort,
    *,
    now: datetime | None = None,
    stop: threading.Event,
) -> Agendas:
    """Give the sessions of a programme agendas that are as near to those published as can be.

    First as few items as possible are dealt with in other sessions, and of those that stay as few as possible
    for another time; then the penalty is as small as possible.

    Parameters
    ----------
    instance
        The facts as they are now, with the minutes that items have taken.
    schedule
        Where sessions are; its agendas do not count.
    published
        The programme that people know, with its agendas.
    effort
        How to search.
    now
        What has begun by then stays, in time that it has; a session that has begun takes nothing else.
    stop
        Ends the search when it is set.
    """
    problem = problem_of(instance)
    before = parts_of(problem, schedule, published)
    past = _Past(instance, schedule, published, now)
    question = Question(
        problem,
        schedule,
        hint=tuple(each for each in published.agendas if each.item in before),
        settled=past.settled(),
        closed=past.begun,
        over=past.over,
        before=before,
    )
    found = assign(question, effort, stop)
    if found.moved is None:
        return Agendas(None, (), found.fewest or 0, found.status is Status.INFEASIBLE)
    whole = schedule.with_agendas(found.entries)
    moves = tuple(_moves(instance, published, whole))
    return Agendas(whole, moves, found.fewest or 0, impossible=False)


@dataclass(frozen=True, slots=True)
class _Past:
    """Sessions that have begun or are over."""

    instance: Instance
    schedule: Schedule
    published: Schedule
    now: datetime | None

    @property
    def begun(self) -> frozenset[str]:
        """Sessions that have begun."""
        return frozenset(
            each.session
            for each in self.schedule.assignments
            if self.now is not None and each.start < self.now
        )

    @property
    def over(self) -> frozenset[str]:
        """Sessions that have ended."""
        sessions = self.instance.session_by_id
        return frozenset(
            each.session
            for each in self.schedule.assignments
            if self.now is not None
            and end_of(self.instance, sessions[each.session], each.start) <= self.now
        )

    def settled(self) -> Parts:
        """Return what has been dealt with, or is being so: in order, as far as there was time for it."""
        parts: dict[str, dict[str, int]] = {}
        for session in self.begun:
            for entry, minutes in self._begun_in(session):
                parts.setdefault(entry.item, {})[session] = minutes
        return parts

    def _begun_in(self, session: str) -> Iterator[tuple[AgendaEntry, int]]:
        facts, start = self.instance.session_by_id[session], self.schedule.by_session[session].start
        entries = [each for each in self.published.agenda_of(session) if self._is_left(each.item)]
        taken = [max(each.minutes, self._least(each)) for each in entries]
        spans = times_of(self.instance, facts, start, taken)
        left = minutes_of(minutes_for_items(self.instance, facts))
        for entry, minutes, (begins, _) in zip(entries, taken, spans, strict=True):
            left -= minutes
            if left < 0 or self.now is None or begins >= self.now:
                return
            yield entry, minutes

    def _is_left(self, item: str) -> bool:
        fact = self.instance.item_by_id.get(item)
        return fact is not None and fact.is_open

    def _least(self, entry: AgendaEntry) -> int:
        whole = len(self.published.entries_by_item[entry.item]) == 1
        return minutes_of(self.instance.item_by_id[entry.item].least) if whole else 0


def _moves(instance: Instance, published: Schedule, schedule: Schedule) -> Iterator[ItemMove]:
    for item in instance.items:
        before, after = (
            tuple(sorted(entry.session for entry in each.entries_by_item.get(item.id, ())))
            for each in (published, schedule)
        )
        if before != after and item.is_open:
            yield ItemMove(item.id, before, after, item.persons, item.proposers)
