"""The reference conference as a release, with calendars as the publisher has them."""

import uuid
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from scheduler.evaluation.wording import Named as Titled
from scheduler.instance import Instance
from scheduler.publishing.records import (
    Conference,
    Entry,
    Named,
    Organiser,
    Person,
    Place,
    Release,
    Standing,
)
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parents[3]
PUBLISHED = datetime(2021, 10, 1, 12, tzinfo=UTC)


@cache
def reference() -> Release:
    """Return the release of the shipped programme."""
    instance = read_instance(ROOT / "instances/wtdc21-addis.yaml")
    schedule = read_schedule(ROOT / "solutions/wtdc21-addis.json", instance)
    entries = [
        _entry(instance, each.session, each.start, each.room) for each in schedule.assignments
    ]
    return Release(
        number=1,
        published=PUBLISHED,
        note="First programme.",
        conference=_conference(instance),
        entries=tuple(sorted(entries, key=lambda each: (each.start, each.uid))),
    )


def _entry(instance: Instance, id: str, start: datetime, room: str) -> Entry:
    session = instance.session_by_id[id]
    pool = instance.pool_by_id.get(session.interpretation or "")
    return Entry(
        session=id,
        uid=str(uuid.uuid5(uuid.NAMESPACE_OID, id)),
        titles={"en": session.title},
        kind=session.kind,
        body=session.body,
        themes=session.themes,
        languages=pool.languages if pool else (),
        region=session.region,
        start=start,
        end=start + session.duration,
        room=room,
        standing=Standing.CONFIRMED,
        private=session.private,
        sites=session.remote,
        sequence=0,
        created=PUBLISHED,
        changed=PUBLISHED,
    )


def _conference(instance: Instance) -> Conference:
    themes = dict.fromkeys(theme for each in instance.sessions for theme in each.themes)
    return Conference(
        name=instance.name,
        titles={"en": instance.title or instance.name},
        zone=instance.zone.key,
        first_day=instance.first_day,
        last_day=instance.last_day,
        languages=("en",),
        organiser=Organiser(name="Secretariat", email="programme@wtdc.example"),
        rooms=tuple(
            Place(id=each.id, titles={"en": each.title or each.id}) for each in instance.rooms
        ),
        bodies=tuple(Named(id=each.id, titles=_title(each)) for each in instance.bodies),
        kinds=tuple(Named(id=each.id, titles=_title(each)) for each in instance.kinds),
        themes=tuple(Named(id=each, titles={"en": each.title()}) for each in themes),
        regions=tuple(Named(id=each.id, titles=_title(each)) for each in instance.regions),
        sites=tuple(
            Person(id=each.id, titles={"en": each.id.title()}, zone=each.zone.key)
            for each in instance.sites
        ),
    )


def _title(thing: Titled) -> dict[str, str]:
    return {"en": thing.title or thing.id}
