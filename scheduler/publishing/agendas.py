"""What sessions of a programme deal with, as entries of a release tell it, and who must be there for it."""

from collections.abc import Iterator, Mapping

from scheduler.instance import Document, Instance, times_of
from scheduler.publishing.conferences import texts
from scheduler.publishing.records import Dealt, Paper
from scheduler.schedule import Assignment, Schedule


def dealt_with(instance: Instance, schedule: Schedule, assignment: Assignment) -> tuple[Dealt, ...]:
    """Return the agenda of a session, in order, with its clock times."""
    return tuple(_dealt(instance, schedule, assignment))


def _dealt(instance: Instance, schedule: Schedule, assignment: Assignment) -> Iterator[Dealt]:
    agenda = schedule.agenda_of(assignment.session)
    session = instance.session_by_id[assignment.session]
    times = times_of(instance, session, assignment.start, (each.minutes for each in agenda))
    for entry, (start, end) in zip(agenda, times, strict=True):
        item = instance.item_by_id[entry.item]
        yield Dealt(
            item=item.id,
            titles=texts(instance, "items", "title", item.id, item.title),
            start=start,
            end=end,
            continued=schedule.entries_by_item[item.id][0] != entry,
            papers=tuple(_paper(instance, document) for document in item.documents),
        )


def _paper(instance: Instance, document: Document) -> Paper:
    return Paper(
        symbol=document.symbol,
        titles={} if document.title is None else {instance.languages[0]: document.title},
        address=document.address,
        languages=document.languages,
    )


def roles_in_items(instance: Instance, schedule: Schedule, session: str) -> Mapping[str, str]:
    """Return who must be there for an item of a session, and as what: the first thing they are."""
    roles: dict[str, str] = {}
    for entry in schedule.agenda_of(session):
        for role, people in instance.item_by_id[entry.item].people.items():
            for person in people:
                roles.setdefault(person, role.value)
    return roles


def proposers_in(instance: Instance, schedule: Schedule, session: str) -> frozenset[str]:
    """Return the delegations that propose an item of a session: a member of each must be there."""
    return frozenset(
        delegation
        for entry in schedule.agenda_of(session)
        for delegation in instance.item_by_id[entry.item].proposers
    )
