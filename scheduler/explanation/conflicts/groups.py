"""The hard demands by rule and item, and their remainder for some sessions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from scheduler.engines.domains import Domain
from scheduler.explanation.presolve import places_alone
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import Instance, grouped
from scheduler.restrictions import Present, Priced, Problem, Unary, part_of, sessions_of

Key = tuple[str, str]
"""A rule and one of its items: what a level can be given to."""


@dataclass(frozen=True)
class HardGroups:
    """The hard restrictions of a problem, in groups that a level can soften one by one."""

    problem: Problem
    kept: frozenset[Key] = frozenset()
    """Those that ask for given facts, which no planner chooses: no programme breaks them."""

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Sessions that follow none, in the order of the problem; followers go with their leaders."""
        return tuple(each for each in self.problem.durations if each not in self.problem.followers)

    def leader(self, session: str) -> str:
        """Return the session that one follows; itself, if it follows none."""
        return self.problem.followers.get(session, session)

    @cached_property
    def by_key(self) -> Mapping[Key, tuple[Priced, ...]]:
        """Hard restrictions by rule and item, in the order of the problem."""
        hard = (priced for priced in self.problem.priced if priced.price is None)
        return grouped(hard, lambda priced: ((priced.rule, priced.restriction.item),))

    @cached_property
    def sessions(self) -> Mapping[Key, frozenset[str]]:
        """Sessions that each group is about."""
        return {
            key: frozenset(
                self.leader(session) for each in group for session in sessions_of(each.restriction)
            )
            for key, group in self.by_key.items()
        }

    @cached_property
    def _of_nobody(self) -> frozenset[Key]:
        """Groups that ask for something even of no session at all."""
        return frozenset(
            key
            for key, group in self.by_key.items()
            if any(part_of(each.restriction, ()) is not None for each in group)
        )

    def touched(self, keys: Iterable[Key]) -> list[str]:
        """Return the sessions that groups are about, in the order of the problem."""
        about = frozenset[str]().union(*(self.sessions[key] for key in keys))
        return [session for session in self.order if session in about]

    def touching(self, sessions: Collection[str]) -> list[Key]:
        """Return the groups that ask something of these sessions alone, in the order of the problem."""
        return [key for key in self.by_key if self._parts((key,), sessions, soft=())]

    def part(
        self, keys: Iterable[Key], sessions: Collection[str], soft: Collection[Key] = ()
    ) -> Problem:
        """Return the problem of some groups and some sessions alone.

        Parameters
        ----------
        keys
            Groups that must be kept.
        sessions
            Sessions to place; without any, one to which nothing happens.
        soft
            Groups of which each unit of an amount costs a thousandth instead.
        """
        leaders = [each for each in self.order if each in sessions] or self.order[:1]
        parts = self._parts([*keys, *soft], sessions, soft)
        asked = {each for part in parts for each in sessions_of(part.restriction)}.union(leaders)
        # A seat of which nothing is asked stays empty: who may take it does not matter.
        placed = [each for each in self._with_followers(leaders) if each in asked]
        durations, followers = self.problem.durations, self.problem.followers
        breaks = self.problem.breaks
        return replace(
            self.problem,
            durations={session: durations[session] for session in placed},
            optional=self.problem.optional.intersection(placed),
            followers={each: followers[each] for each in placed if each in followers},
            breaks={each: breaks[each] for each in placed if each in breaks},
            priced=parts,
        )

    def elastic(self, prices: Mapping[Key, int], loose: Collection[str]) -> Problem:
        """Return the problem in which what cannot be kept costs something, and nothing else does.

        Parameters
        ----------
        prices
            What a unit of a group costs, in thousandths; all others must be kept.
        loose
            Sessions for which also what they are asked for one by one is paid for; all others keep that.
        """
        free = frozenset(self._with_followers(loose))
        return replace(
            self.problem,
            priced=tuple(
                each
                if isinstance(each.restriction, Unary)
                and free.isdisjoint(sessions_of(each.restriction))
                else replace(each, price=prices.get(key))
                for key, group in self.by_key.items()
                for each in group
            ),
        )

    @cached_property
    def freedom(self) -> Mapping[str, int]:
        """Places of each session by itself, followers too."""
        hard = (each.restriction for group in self.by_key.values() for each in group)
        needed = {each.session for each in hard if isinstance(each, Present) and each.amount}
        absent = self.problem.omissible - needed
        return {
            each: int(domain.allowed.sum()) + (each in absent)
            for each, domain in self.places.items()
        }

    @cached_property
    def places(self) -> Mapping[str, Domain]:
        """Where each session may be by itself."""
        return places_alone(self.problem)

    @property
    def homeless(self) -> frozenset[str]:
        """Sessions that have no place even by themselves."""
        return frozenset(self.leader(each) for each, places in self.freedom.items() if not places)

    def _with_followers(self, sessions: Collection[str]) -> tuple[str, ...]:
        some = frozenset(sessions)
        return tuple(each for each in self.problem.durations if self.leader(each) in some)

    def _parts(
        self, keys: Iterable[Key], sessions: Collection[str], soft: Collection[Key]
    ) -> tuple[Priced, ...]:
        some = frozenset(self._with_followers(sessions))
        return tuple(
            Priced(each.rule, part, 1 if key in soft else None)
            for key in dict.fromkeys(keys)
            if not self.sessions[key].isdisjoint(sessions) or key in self._of_nobody
            for each in self.by_key[key]
            if (part := part_of(each.restriction, some)) is not None
        )


FIELDS = (("rooms", "closures"), ("people", "available"))
"""Fields that no planner chooses: a lost hall, an absent person."""


def given_by(base: Instance, instance: Instance) -> frozenset[FieldPath]:
    """Return where an instance says that a room is closed or a person away, and its base does not.

    That it would help if they were there is known to whoever says so.

    Parameters
    ----------
    base
        The facts before.
    instance
        The facts now.
    """
    found: set[FieldPath] = set()
    for table, field in FIELDS:
        before = {row.id: getattr(row, field) for row in getattr(base, table)}
        found |= {
            (table, row.id, field)
            for row in getattr(instance, table)
            if row.id in before and getattr(row, field) != before[row.id]
        }
    return frozenset(found)


def keys_of(groups: HardGroups, instance: Instance, given: Collection[FieldPath]) -> frozenset[Key]:
    """Return the rules and items of a conference that ask for what stands in some places."""
    return frozenset(
        (rule, item)
        for rule, item in (groups.by_key if given else ())
        if VOICES[rule].where(instance, item) in given
    )
