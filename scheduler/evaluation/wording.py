"""Words of findings: sessions as they run, with their times."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from scheduler.evaluation.runs import Run
from scheduler.instance import Instance
from scheduler.wording import (
    joined,
    name,
    when,
)


def theme_name(instance: Instance, theme: str) -> str:
    """Return the name for people of a theme, where it has one, else its id."""
    return next((name(each) for each in instance.themes if each.id == theme), theme)


def placed(run: Run, zone: ZoneInfo) -> str:
    """Return a session and its time as ``Opening, Tue 9 Nov 10:00-11:00``."""
    return f"{run.title}, {when(run.start, run.end, zone)}"


def titles(runs: Iterable[Run]) -> str:
    """Return the titles of sessions, with commas; with semicolons, if a title has a comma itself."""
    return joined([run.title for run in runs])
