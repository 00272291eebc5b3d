"""Who is affected by the changes between two programmes.

Another room at the same time does not affect participants who are online.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from scheduler.comparison.changes import ChangeKind, SessionChange
from scheduler.comparison.programmes import Programme
from scheduler.instance import Audience, Delegation, Instance, is_online, remote_of
from scheduler.wording import Named, name

Row = TypeVar("Row", bound=Named)


class AffectedGroup(StrEnum):
    """What kind of people are affected."""

    REGION = "region"
    """Those who follow it from a region, remotely."""
    DELEGATION = "delegation"
    """A delegation that must or wishes to attend it."""
    AUDIENCE = "audience"
    """An audience that wants to attend it."""
    PERSON = "person"
    """Somebody with a role in a session, attending or as an option."""


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whom changes affect."""

    group: AffectedGroup
    id: str
    title: str
    """Name for people."""
    people: int
    """How many they are: 1 for a person, the members of a delegation, the remote participants of a region
    in all sessions concerned, the people of an audience."""
    sessions: tuple[str, ...]
    """Sessions concerned whose time changes, that are new, or that are no longer held; in order of time."""
    rooms: tuple[str, ...]
    """Sessions concerned that are in another room alone."""


def affected(
    base: Programme, other: Programme, changes: Sequence[SessionChange]
) -> tuple[Affected, ...]:
    """Return all whom changes affect: by group, those with the most changes first, then by id."""
    real = [each for each in changes if each.change not in (ChangeKind.UNCHANGED, ChangeKind.PANEL)]
    found = [
        *_people(base, other, changes, real),
        *_wanting(AffectedGroup.DELEGATION, base, other, real),
        *_wanting(AffectedGroup.AUDIENCE, base, other, real),
        *_regions(base, other, real),
    ]
    order = list(AffectedGroup)
    return tuple(
        sorted(
            (each for each in found if each.sessions or each.rooms),
            key=lambda each: (
                order.index(each.group),
                -len(each.sessions),
                -len(each.rooms),
                each.id,
            ),
        )
    )


def _people(
    base: Programme,
    other: Programme,
    changes: Sequence[SessionChange],
    real: Sequence[SessionChange],
) -> Iterator[Affected]:
    """Yield those with a part in a session that changes, or with another seat."""
    for person in _of_both(base.instance.people, other.instance.people):
        concerned = {
            *base.roles_by_person.get(person.id, ()),
            *other.roles_by_person.get(person.id, ()),
        }
        own = [each for each in changes if person.id in each.reseated]
        online = all(
            is_online(each.instance.person_by_id[person.id])
            for each in (base, other)
            if person.id in each.instance.person_by_id
        )
        there = [
            each
            for each in real
            if each not in own and not (online and each.change is ChangeKind.ROOM)
        ]
        yield _affected(AffectedGroup.PERSON, person, 1, concerned, [*there, *own])


def _wanting(
    group: AffectedGroup, base: Programme, other: Programme, changes: Sequence[SessionChange]
) -> Iterator[Affected]:
    """Yield delegations or audiences that must, or want to, attend a session that changes."""
    wanted: dict[str, set[str]] = {}
    rows: dict[str, Delegation | Audience] = {}
    for instance in (base.instance, other.instance):
        table = instance.delegations if group is AffectedGroup.DELEGATION else instance.audiences
        for each in table:
            chosen = (
                instance.selected(each.must, each.wishes)
                if isinstance(each, Delegation)
                else instance.selected(each.sessions)
            )
            rows[each.id] = each
            wanted.setdefault(each.id, set()).update(session.id for session in chosen)
    for id_, each in rows.items():
        people = each.size if isinstance(each, Delegation) else each.people
        yield _affected(group, each, people, wanted[id_], changes)


def _regions(
    base: Programme, other: Programme, changes: Sequence[SessionChange]
) -> Iterator[Affected]:
    changes = [change for change in changes if change.change is not ChangeKind.ROOM]
    for region in _of_both(base.instance.regions, other.instance.regions):
        remote = {
            change.session: max(
                _remote(programme.instance, change.session, region.id)
                for programme in (base, other)
            )
            for change in changes
        }
        concerned = {session for session, people in remote.items() if people}
        yield _affected(AffectedGroup.REGION, region, sum(remote.values()), concerned, changes)


def _remote(instance: Instance, session: str, region: str) -> int:
    known = instance.session_by_id.get(session)
    found = remote_of(instance, known).items() if known else ()
    return sum(people for site, people in found if instance.site_by_id[site].region == region)


def _affected(
    group: AffectedGroup,
    who: Named,
    people: int,
    concerned: set[str],
    changes: Sequence[SessionChange],
) -> Affected:
    touched = [change for change in changes if change.session in concerned]
    return Affected(
        group,
        who.id,
        name(who),
        people,
        tuple(change.session for change in touched if change.change is not ChangeKind.ROOM),
        tuple(change.session for change in touched if change.change is ChangeKind.ROOM),
    )


def _of_both(first: Iterable[Row], second: Iterable[Row]) -> Iterable[Row]:
    return {row.id: row for row in (*first, *second)}.values()
