"""The changes of sessions and agenda items between two programmes, in words, and who is affected.

Another room at the same time does not affect participants who are online.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from scheduler.comparison.programmes import Programme
from scheduler.evaluation.runs import Run
from scheduler.instance import Audience, Delegation, Instance, is_online, remote_of
from scheduler.phrases import Phrase, say
from scheduler.wording import Named, chained, joined, moment, name, one_line, when


class ChangeKind(StrEnum):
    """How a session changes from one programme to another."""

    ADDED = "added"
    """It is held, and the instance of the first programme has no such session."""
    TAKEN_UP = "taken_up"
    """It is held, and was not in the first programme, though its instance has it."""
    MOVED = "moved"
    """It starts or ends at another time; its room may be another as well."""
    ROOM = "other_room"
    """It is held at the same time in another room."""
    PANEL = "other_panel"
    """It is held at the same time in the same room, with others on its panel."""
    UNCHANGED = "unchanged"
    """It is held at the same time in the same room, with the same people on its panel."""
    DROPPED = "dropped"
    """It was held and is not, though the instance has it."""
    REMOVED = "removed"
    """It was held, and the instance has no such session any more."""

    @property
    def words(self) -> str:
        """How people read it."""
        return say(self.value.replace("_", " "))


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session that is held in one of two programmes at least, and what becomes of it."""

    session: str
    """Id of the session."""
    change: ChangeKind
    before: Run | None
    """How it ran in the first programme, if it did."""
    after: Run | None
    """How it runs in the second, if it does."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """How it runs in either, the first programme first."""
        return tuple(run for run in (self.before, self.after) if run is not None)

    @property
    def reseated(self) -> frozenset[str]:
        """Persons who have a seat on its panel in one of the programmes alone."""
        before, after = (run.seated if run else () for run in (self.before, self.after))
        return frozenset(before).symmetric_difference(after)

    @property
    def title(self) -> str:
        """Its title, the newest."""
        return self.runs[-1].title

    @property
    def when(self) -> datetime:
        """When it is in order of time: by its new start, or else by the one it had."""
        return self.runs[-1].start


def changes(base: Programme, other: Programme) -> tuple[SessionChange, ...]:
    """Return the change of each session that either programme holds, in order of time."""
    ids = dict.fromkeys((*base.run_by_id, *other.run_by_id))
    found = [_change(session, base, other) for session in ids]
    return tuple(sorted(found, key=lambda each: (each.when, each.session)))


def _change(session: str, base: Programme, other: Programme) -> SessionChange:
    before, after = base.run_by_id.get(session), other.run_by_id.get(session)
    if before is None:
        known = session in base.instance.session_by_id
        change = ChangeKind.TAKEN_UP if known else ChangeKind.ADDED
    elif after is None:
        known = session in other.instance.session_by_id
        change = ChangeKind.DROPPED if known else ChangeKind.REMOVED
    elif (before.start, before.end) != (after.start, after.end):
        change = ChangeKind.MOVED
    elif before.room != after.room:
        change = ChangeKind.ROOM
    else:
        change = ChangeKind.UNCHANGED if before.seated == after.seated else ChangeKind.PANEL
    return SessionChange(session, change, before, after)


def counts(found: Sequence[SessionChange]) -> Mapping[ChangeKind, int]:
    """Return the number of sessions by kind of change, zeros included."""
    counted = Counter(each.change for each in found)
    return {change: counted[change] for change in ChangeKind}


def time_of(run: Run, zone: ZoneInfo) -> str:
    """Return when a session is held: ``Tue 9 Nov 10:00–10:30``, by the clocks of the venue."""
    return _dashed(when(run.start, run.end, zone))


def _dashed(found: Phrase) -> Phrase:
    if found.template == "{} (the clocks change)":
        return say(found.template, _dashed(found.values[0]))
    return say(found.template.replace("}-", "}–"), *found.values)


def hours_of(run: Run, zone: ZoneInfo) -> str:
    """Return the same without the day on which it begins: ``10:00–10:30``."""
    first, last = (each.astimezone(zone) for each in (run.start, run.end))
    if first.date() == last.date():
        return say("{}–{}", f"{first:%H:%M}", f"{last:%H:%M}")
    return time_of(run, zone).split(" ", 3)[3]


def room_of(programme: Programme, run: Run) -> str:
    """Return the name of a session's room."""
    return name(programme.instance.room_by_id[run.room])


def place_of(programme: Programme, run: Run | None) -> str:
    """Return when and where a session is held; nothing if it is not."""
    if run is None:
        return ""
    return say("{}, {}", time_of(run, programme.instance.zone), room_of(programme, run))


def told(change: SessionChange, base: Programme, other: Programme) -> str:
    """Return the change of a session in words, to stand beside it in the other programme."""
    before = change.before
    if before is None:
        return say("new") if change.change is ChangeKind.ADDED else say("taken up")
    if change.change is ChangeKind.MOVED:
        return say("was {}", time_of(before, base.instance.zone))
    if change.change is ChangeKind.ROOM:
        return say("was in {}", room_of(base, before))
    if change.change is ChangeKind.PANEL:
        return reseated_in_words(change, base, other)
    if change.after is None:
        return (
            say("no longer in the instance")
            if change.change is ChangeKind.REMOVED
            else say("not held")
        )
    return ""


def reseated_in_words(change: SessionChange, base: Programme, other: Programme) -> str:
    """Return who has a seat on the panel of a session, and who no longer; nothing if the panel stays."""
    before, after = (set(run.seated if run else ()) for run in (change.before, change.after))
    left = joined([name(base.instance.person_by_id[each]) for each in sorted(before - after)])
    came = joined([name(other.instance.person_by_id[each]) for each in sorted(after - before)])
    if left and came:
        return say("panel: {} instead of {}", came, left)
    if left:
        return say("panel: without {}", left)
    return say("panel: also {}", came) if came else ""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is not where it was."""

    item: str
    """Id of the item."""
    title: str
    words: str
    """Its change."""
    before: str
    """The sessions in which it was dealt with, with its times; empty, if in none."""
    after: str


def item_changes(base: Programme, other: Programme) -> tuple[ItemChange, ...]:
    """Return the items whose sessions, times or minutes differ, in the order of the files."""
    found, pair = [], (base, other)
    for item in {**base.instance.item_by_id, **other.instance.item_by_id}.values():
        times = [_item_place(each, item.id) for each in pair]
        entries = [each.schedule.entries_by_item.get(item.id, ()) for each in pair]
        before, after = ([(entry.session, entry.minutes) for entry in each] for each in entries)
        if times[0] != times[1] or before != after:
            words = _item_words(base, other, item.id, dict(before), dict(after))
            found.append(ItemChange(item.id, one_line(item.title), words, *times))
    return tuple(found)


def _item_place(programme: Programme, item: str) -> str:
    instance, found = programme.instance, []
    for session, start in programme.item_starts.get(item, ()):
        title = name(instance.session_by_id[session])
        found.append(say("{}, {}", title, moment(start, instance.zone)))
    return chained(found, "; ")


def _item_words(
    base: Programme,
    other: Programme,
    item: str,
    before: Mapping[str, int],
    after: Mapping[str, int],
) -> str:
    then = other.instance.item_by_id.get(item)
    if not after:
        if then is None:
            return "removed"
        return "left out" if then.is_open else "settled before"
    if not before:
        return "taken up" if item in base.instance.item_by_id else "added"
    if before.keys() != after.keys():
        return "in another session"
    if before != after:
        minutes = sum(after.values()), sum(before.values())
        return say("{} min instead of {}", *minutes)
    moved = any(base.run_by_id[each].start != other.run_by_id[each].start for each in before)
    return "moved with its session" if moved else "at another time of its session"


Row = TypeVar("Row", bound=Named)


class AffectedGroup(StrEnum):
    """Sort of the affected people."""

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
