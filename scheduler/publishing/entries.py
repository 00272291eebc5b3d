"""The sessions of a programme as entries of a release."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from scheduler.instance import (
    Document,
    Instance,
    Item,
    Role,
    Session,
    end_of,
    languages_of,
    pause_titles_of,
    pauses_of,
    remade,
    remote_of,
    times_of,
)
from scheduler.publishing.conferences import INTERPRETER, team_id, texts, titles_of
from scheduler.publishing.records import (
    Attendee,
    Credit,
    Dealt,
    Entry,
    ItemDocument,
    SessionStanding,
    Texts,
)
from scheduler.schedule import Assignment, Schedule


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


def _paper(instance: Instance, document: Document) -> ItemDocument:
    return ItemDocument(
        symbol=document.symbol,
        titles={} if document.title is None else {instance.languages[0]: document.title},
        address=document.address,
        languages=document.languages,
    )


def roles_in_items(items: Iterable[Item]) -> Mapping[str, str]:
    """Return who must be there for some items, and as what: the first thing they are."""
    roles: dict[str, str] = {}
    for item in items:
        for role, people in item.people.items():
            for person in people:
                roles.setdefault(person, role.value)
    return roles


def entries_of(
    instance: Instance, schedule: Schedule, standing: SessionStanding, at: datetime
) -> tuple[Entry, ...]:
    """Return an entry for each session that is held.

    What comes from the releases before is not known here: UIDs are empty, sequences zero, and all
    stamps are `at`.
    """
    facts = _Facts(instance, schedule, standing)
    return tuple(facts.entry(assignment, at) for assignment in schedule.assignments)


def attendees_of(
    session: Session, assignment: Assignment, teams: Iterable[str], items: Mapping[str, str]
) -> tuple[Attendee, ...]:
    """Return who takes part in a session, and how, sorted by person; who is seated speaks there.

    Teams of interpreters that serve it are among them, and those who must be there for one of its items, with
    that role if they have no other, or need not come otherwise.
    """
    roles = {person: role.value for role, people in session.people.items() for person in people}
    free = (None, Role.OPTIONAL.value)
    roles |= {person: role for person, role in items.items() if roles.get(person) in free}
    roles |= dict.fromkeys(assignment.seated, Role.SPEAKER.value)
    roles |= dict.fromkeys(teams, INTERPRETER)
    return tuple(Attendee(person=person, role=role) for person, role in sorted(roles.items()))


def may_name(instance: Instance, person: str, role: str) -> bool:
    """Return whether it is public that a person takes part in a role."""
    fact = instance.person_by_id.get(person)
    if fact is None:
        return False
    public = instance.publishing.public_roles if instance.publishing is not None else ()
    return role in {each.value for each in public} if fact.public is None else fact.public


def named_now(instance: Instance, entry: Entry) -> Entry:
    """Return an entry that names only those who may be named now."""
    kept = tuple(each for each in entry.credits if may_name(instance, each.person, each.role))
    return entry if kept == entry.credits else remade(entry, credits=kept)


def credits_of(
    instance: Instance, session: Session, attendees: Iterable[Attendee]
) -> tuple[Credit, ...]:
    """Return who of a session is named in public, speakers first; no one of a private session."""
    if session.private:
        return ()
    named = (person for people in session.people.values() for person in people)
    place = {id_: number for number, id_ in enumerate(named)}
    shown = [each for each in attendees if may_name(instance, each.person, each.role)]
    speaker = Role.SPEAKER.value
    shown.sort(key=lambda each: (each.role != speaker, place.get(each.person, len(place))))
    return tuple(
        Credit(
            person=each.person,
            role=each.role,
            titles=titles_of(instance, "people", instance.person_by_id[each.person]),
        )
        for each in shown
    )


class _Facts:
    """Tables to look up for each session."""

    def __init__(self, instance: Instance, schedule: Schedule, standing: SessionStanding) -> None:
        self.instance, self.schedule, self.standing = instance, schedule, standing
        self.must, self.wishes, self.teams = (defaultdict[str, list[str]](list) for _ in range(3))
        for delegation in sorted(instance.delegations, key=lambda each: each.id):
            for session in instance.selected(delegation.must):
                self.must[session.id].append(delegation.id)
            for session in instance.selected(delegation.wishes):
                self.wishes[session.id].append(delegation.id)
        for duty in schedule.roster:
            for name in duty.sessions:
                self.teams[name].append(team_id(duty.pool, duty.team))

    def entry(self, assignment: Assignment, at: datetime) -> Entry:
        """Return a session where it is placed."""
        instance, session = self.instance, self.instance.session_by_id[assignment.session]
        id_ = session.id
        items = [instance.item_by_id[each.item] for each in self.schedule.agenda_of(id_)]
        proposers = {each for item in items for each in item.proposers}
        must = proposers.union(self.must.get(id_, ()))
        roles = roles_in_items(items)
        attendees = attendees_of(session, assignment, self.teams.get(id_, ()), roles)
        return Entry(
            session=id_,
            uid="",
            titles=texts(instance, "sessions", "title", id_, session.title),
            descriptions=texts(instance, "sessions", "description", id_, session.description),
            outputs=texts(instance, "sessions", "output", id_, session.output),
            audiences=texts(instance, "sessions", "audience", id_, session.audience),
            invited=tuple(_invited(instance, session)),
            guests=session.invited.people,
            kind=session.kind,
            body=session.body,
            themes=session.themes,
            languages=languages_of(instance, session),
            region=session.region,
            start=assignment.start,
            end=end_of(instance, session, assignment.start),
            pauses=pauses_of(instance, session, assignment.start),
            pause_titles=_pause_titles(instance, session, assignment.start),
            agenda=tuple(_dealt(instance, self.schedule, assignment)),
            room=assignment.room,
            standing=self.standing,
            private=session.private,
            attendees=attendees,
            credits=credits_of(instance, session, attendees),
            delegations=tuple(sorted(must)),
            wishing=tuple(each for each in self.wishes.get(id_, ()) if each not in must),
            sites=dict(sorted(remote_of(instance, session).items())),
            stream=session.stream,
            join=session.join,
            code=session.code,
            origin=session.origin,
            sequence=0,
            created=at,
            changed=at,
        )


def _invited(instance: Instance, session: Session) -> Iterator[Texts]:
    """Yield the names of those who are invited, but for persons, in each language."""
    for id_ in session.invited.classes:
        yield titles_of(instance, "person_classes", instance.person_class_by_id[id_])
    for id_ in session.invited.bodies:
        yield titles_of(instance, "bodies", instance.body_by_id[id_])
    others = texts(instance, "sessions", "invited", session.id, session.invited.others)
    if others:
        yield others


def _pause_titles(instance: Instance, session: Session, start: datetime) -> tuple[Texts, ...]:
    titles = pause_titles_of(instance, session, start)
    named = tuple(texts(instance, "breaks", "title", each, each) for each in titles)
    return named if any(named) else ()
