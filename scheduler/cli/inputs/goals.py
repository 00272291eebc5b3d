"""Where a session is to go, as planners say it."""

import re
from dataclasses import dataclass
from datetime import datetime

from scheduler.cli.inputs.days import calendar_of
from scheduler.cli.inputs.times import day_named, moment_named, with_clocks
from scheduler.desk import Goal
from scheduler.instance import Instance

_ALONE = re.compile(r"(at )?\d{1,2}(?::| ?h ?)\d{2}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a session is to go."""

    goal: Goal
    question: bool
    """Whether it is only asked what would have to give."""


def goal_named(
    instance: Instance, text: str, option: str = "TO", here: datetime | None = None
) -> Asked:
    """Return what is meant by a time, by a day, or by either with a question mark.

    A time alone is on the day where the session is.

    Raises
    ------
    InputError
        When it is neither, or several days.
    """
    question = text.rstrip().endswith("?")
    bare = with_clocks(text.rstrip().rstrip("?").rstrip())
    if here is not None and _ALONE.fullmatch(bare):
        bare = f"{here.astimezone(instance.zone).date()} {bare.removeprefix('at ')}"
    if re.search(r"\d[:hH]", bare):
        start = moment_named(calendar_of(instance), bare, option, inside=True)
        return Asked(Goal(start=start), question)
    return Asked(Goal(day=day_named(instance, bare, option)), question)
