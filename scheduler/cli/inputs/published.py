"""The published programme that `replan` keeps and `explain` asks about, and until when it is past."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.inputs.files import fitted, solution_path
from scheduler.cli.inputs.times import calendar_of, moment_named
from scheduler.errors import InputError
from scheduler.instance import Instance, is_locked
from scheduler.replanning import announced
from scheduler.sources import Fitting, fit

Now = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="What has begun by then stays, and nothing moves to before: 'wed 8:00'.",
    ),
]
Unlock = Annotated[
    bool, typer.Option("--force", help="Change published places though the schedule is locked.")
]


def lock_in_words(instance: Instance, now: datetime | None, *, unlock: bool) -> str:
    """Say whether published places may change; nothing where no lock has to do with that."""
    lock = instance.schedule_lock
    if lock is None or (now is not None and not is_locked(lock, now, instance.zone)):
        return ""
    if now is None or unlock:
        return f"The schedule is locked from {lock} on; published places may change here."
    return (
        f"The schedule is locked since {lock}: what was published stays where it is. With --force it "
        "may change."
    )


def now_named(instance: Instance, text: str | None) -> datetime | None:
    """Return the instant that `--now` names, if it is given."""
    if text is None:
        return None
    return moment_named(calendar_of(instance), text, "--now", inside=False)


def published_file(instance: Instance, given: Path | None) -> Path | None:
    """Return the solution file that was published; None, if the instance's own plan is meant."""
    return None if given is None and instance.published else solution_path(instance, given)


def asked_again(
    instance: Instance, given: Path | None, now: str | None, *, unlock: bool
) -> tuple[str, ...]:
    """Return the options with which `explain` asks about the same published programme."""
    file = published_file(instance, given)
    published = () if file is None else ("--published", str(file))
    unlocked = ("--force",) if unlock else ()
    return (*published, *(() if now is None else ("--now", now)), *unlocked)


def published_programme(instance: Instance, given: Path | None) -> Fitting:
    """Return the programme that was published: of a file, or the plan of the instance.

    Raises
    ------
    InputError
        When there is none, or the plan does not say all that has to be kept.
    """
    path = published_file(instance, given)
    if path is not None:
        return fitted(instance, path, published=True)
    for field, lacks in (("room", None), ("seated", instance.pools)):
        without = [
            each.session
            for each in instance.published
            if getattr(each, field) is None and (lacks is None or each.session in lacks)
        ]
        if without:
            raise InputError(
                f"published: no `{field}` of {', '.join(without)}. To replan, give it in each row, or the "
                "published programme as a solution file."
            )
    return fit(instance, announced(instance))
