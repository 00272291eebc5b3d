"""The reference instance and its solution, as they are published."""

from functools import cache
from itertools import count
from pathlib import Path

from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from scheduler.sources import read_instance, read_schedule
from tests.publishing.releases import FIRST

ROOT = Path(__file__).parent.parent.parent
NAME = "wtdc21-addis"


@cache
def reference_release() -> Release:
    """Return the first release of the reference instance, in each language that it is published in."""
    instance = read_instance(ROOT / "instances" / f"{NAME}.yaml")
    schedule = read_schedule(ROOT / "solutions" / f"{NAME}.json", instance)
    numbers = count(1)
    return draft_release(
        instance,
        schedule,
        None,
        published=FIRST,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
    )
