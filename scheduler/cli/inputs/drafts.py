"""Programmes that are not published yet, as releases."""

from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from scheduler.cli.inputs.files import fitted
from scheduler.publishing.drafting import draft_release
from scheduler.publishing.records import Release
from scheduler.sources import read_instance


def unpublished(path: Path, solution: Path) -> Release:
    """Return what would be the first release of an instance and its solution, as a draft.

    Nothing is stored. Its UIDs are made of the name and the place of a session, and its moment is the
    beginning of the conference, so that equal files give equal releases.
    """
    instance = read_instance(path)
    schedule = fitted(instance, solution).schedule
    numbers = count(1)
    return draft_release(
        instance,
        schedule,
        None,
        published=datetime.combine(instance.first_day, datetime.min.time(), instance.zone),
        draft=True,
        uids=lambda: str(uuid5(NAMESPACE_OID, f"{instance.name} {next(numbers)}")),
    )
