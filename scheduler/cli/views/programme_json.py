"""A programme for machines: its sessions with their places, and its roster."""

from collections.abc import Sequence
from typing import Any

from scheduler.cli.terminal.clocks import at_venue
from scheduler.cli.views.agendas import agenda_as_json
from scheduler.cli.views.programme import Meeting
from scheduler.cli.views.purposes import invited_to
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import roster_rows


def roster_as_json(
    instance: Instance, schedule: Schedule, shown: Sequence[Meeting]
) -> list[dict[str, Any]]:
    """Return the roster, of the half-days in which what is shown is served."""
    ids = frozenset(each.session.id for each in shown)
    duties = (duty for duty in schedule.roster if not ids.isdisjoint(duty.sessions))
    return roster_rows(instance, Schedule.of(schedule.assignments, duties))


def placed_as_json(instance: Instance, meeting: Meeting) -> dict[str, Any]:
    """Return a session, and when and where it is."""
    session = meeting.session
    return {
        "session": session.id,
        "title": session.title,
        "kind": session.kind,
        "body": next(iter(session.bodies), None),
        "bodies": list(session.bodies),
        "start": at_venue(meeting.start, instance.zone),
        "end": at_venue(meeting.end, instance.zone),
        "breaks": [
            {
                "start": at_venue(since, instance.zone),
                "end": at_venue(until, instance.zone),
                "title": title,
            }
            for since, until, title in meeting.breaks
        ],
        "room": meeting.room.id,
        "marks": list(meeting.marks),
        "languages": list(meeting.languages),
        "seated": [person.id for person in meeting.seated],
        "output": session.output,
        "audience": session.audience,
        "invited": [*invited_to(instance, session)],
        "agenda": agenda_as_json(instance, meeting.agenda),
    }
