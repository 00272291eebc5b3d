"""Conflict sets of what is known to be impossible without a search."""

from scheduler.explanation.conflicts.cases import Case
from scheduler.explanation.conflicts.conflict_sets import FEW, ConflictSet, conflict_set_of
from scheduler.explanation.conflicts.oracle import SEVERAL
from scheduler.explanation.conflicts.subproblems import Subproblem, infeasible_subproblem
from scheduler.explanation.trouble import Trouble

FOR_CERTAIN = 0.2
"""Share of the time in which it is proved what a screening knows to collide."""


def find_certain(case: Case) -> None:
    """Prove what a screening knows to collide: few rules and items of few sessions."""
    with case.oracle.lasting(FOR_CERTAIN * case.oracle.clock.left):
        for trouble in sorted(case.certain, key=lambda each: len(each.sessions)):
            found = _certain_set(case, trouble)
            if found is not None and all(found.keys != each.keys for each in case.known):
                case.known.append(found)


def _certain_set(case: Case, trouble: Trouble) -> ConflictSet | None:
    """Return a conflict set of all rules over the sessions of a trouble, or of those that it names."""
    oracle, groups = case.oracle, case.groups
    named = [key for key in groups.by_key if key[0] in trouble.rules]
    if len(trouble.sessions) <= SEVERAL:
        every = groups.touching(trouble.sessions)
        # Of few sessions all is soon known; of many, what few rules ask.
        for keys in (every, named) if len(trouble.sessions) <= FEW else (named, every):
            if oracle.collides(keys, trouble.sessions):
                sub = Subproblem(frozenset(trouble.sessions), tuple(keys))
                return conflict_set_of(oracle, sub)
    found = infeasible_subproblem(oracle, named, None, trouble.sessions, [trouble])
    return None if found is None else conflict_set_of(oracle, found)
