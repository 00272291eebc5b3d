"""Rules that are evaluated item by item, and keep their findings until the item changes.

Of a programme in which one session has moved, most sessions and persons are judged as they were before.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from scheduler.evaluation.runs import Run, attended_by, runs_by_id
from scheduler.findings import Finding
from scheduler.instance import Instance, Person, memory_of
from scheduler.schedule import Schedule

P = ParamSpec("P")
Voice = Callable[[Instance, Schedule], Iterator[Finding]]
"""The half of a rule that looks at a finished schedule."""


class HasId(Protocol):
    """A row of a table, or a session as it runs."""

    @property
    def id(self) -> Hashable:
        """Name in files, or where it stands."""


Row = TypeVar("Row", bound=HasId)
Found = TypeVar("Found")


def of_each_run(judge: Callable[[Instance, Run], Iterator[Finding]]) -> Voice:
    """Return the voice of a rule that judges each session that is held by itself."""

    @wraps(judge)
    def voice(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
        kept = memory_of(instance).of(
            judge
        )  # as `memoised`, and asked for once, as sessions are many
        for name, run in runs_by_id(instance, schedule).items():
            known = kept.get(name)
            if known is None or (known[0] is not run and known[0] != run):
                known = kept[name] = (run, (*judge(instance, run),))
            yield from known[1]

    return voice


def of_each_person(judge: Callable[[Instance, Person, Sequence[Run]], Iterator[Finding]]) -> Voice:
    """Return the voice of a rule that judges each person by the sessions that the person attends."""
    judged = memoised(judge)

    @wraps(judge)
    def voice(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
        attended = attended_by(instance, schedule)
        for person in instance.people:
            yield from judged(instance, person, attended[person.id])

    return voice


def of_facts(function: Callable[[Instance], Found]) -> Callable[[Instance], Found]:
    """Return a function of an instance that keeps what it returned, for what follows from facts but pins."""

    @wraps(function)
    def asked(instance: Instance) -> Found:
        kept = memory_of(instance).of(function)
        if None not in kept:
            kept[None] = function(instance)
        found: Found = kept[None]
        return found

    return asked


def memoised(
    judge: Callable[Concatenate[Instance, Row, P], Iterator[Found]],
) -> Callable[Concatenate[Instance, Row, P], Sequence[Found]]:
    """Return a function that keeps what it yielded last for each row of a table, for equal other arguments.

    For functions of what follows from facts but pins, asked by position; ids of rows differ.
    """

    @wraps(judge)
    def judged(instance: Instance, row: Row, *args: Any) -> Sequence[Found]:
        kept = memory_of(instance).of(judge)
        known = kept.get(row.id)
        if known is not None and known[0] == args and (known[1] is row or known[1] == row):
            found: Sequence[Found] = known[2]
            return found
        found = (*judge(instance, row, *args),)  # type: ignore[call-arg]
        kept[row.id] = (args, row, found)
        return found

    return judged  # type: ignore[return-value]
