"""Selection: the sessions that are held, and the people who sit on their panels or are missing."""

from collections.abc import Callable, Collection, Iterator

from scheduler.evaluation.items import open_items
from scheduler.evaluation.runs import (
    Run,
    attended_by,
    chosen_ids,
    held_of,
    ids,
    runs_by_id,
    theme_name,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    Item,
    Panel,
    PanelRole,
    Person,
    Session,
    attending,
    meetings_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, joined, name, number


def quota_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each quota of which too many sessions are held, or too few."""
    runs = runs_by_id(instance, schedule)
    for quota in instance.quotas:
        some = quota.sessions
        among = instance.sessions if some is None else instance.selected(some)
        held = held_of(runs, among)
        are_held = counted(len(held), "session is held", "sessions are held")
        if quota.at_most is not None and len(held) > quota.at_most:
            allowed = say("{} allowed", number(quota.at_most))
            message = say("Quota {}: {}, {}: {}", quota.id, are_held, allowed, titles(held))
            yield Finding(quota.id, len(held) - quota.at_most, ids(held), message)
        missing = quota.at_least - len(held)
        if missing > 0 and among:
            message = say("Quota {}: {}, {} needed", quota.id, are_held, number(quota.at_least))
            yield Finding(quota.id, missing, ids(held), message)


def value_lost(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session without a place, each item that is on no agenda, and each task that is not settled.

    Those that are optional are left out, unless they are worth nothing.
    """
    for what, missing, left, sessions in _left_out(instance, schedule):
        if not what.optional:
            amount, is_item = max(1, what.value), isinstance(what, Item)
            yield Finding(what.id, amount, sessions, missing, absolute=True, of_agendas=is_item)
        elif what.value > 0:
            of_agendas = isinstance(what, Item)
            yield Finding(what.id, what.value, sessions, left, of_agendas=of_agendas)
    held = schedule.by_session.keys()
    for task in instance.tasks:
        meetings = meetings_of(instance, task)
        if task.value and meetings and held.isdisjoint(meetings):
            message = say("{} is not settled, worth {}", name(task), counted(task.value, "point"))
            yield Finding(task.id, task.value, meetings, message)


def _left_out(
    instance: Instance, schedule: Schedule
) -> Iterator[tuple[Session | Item, str, str, tuple[str, ...]]]:
    """Yield each missing item with the text for a required and for an optional one, and its sessions."""
    for session in instance.sessions:
        if session.id not in schedule.by_session:
            missing = say("{} must take place, and has no slot", session.title)
            worth = counted(session.value, "point")
            yield (
                session,
                missing,
                say("{} is left out, worth {}", session.title, worth),
                (session.id,),
            )
    for item in open_items(instance):
        if item.id not in schedule.entries_by_item:
            missing = say("{} must be dealt with, and is on no agenda", item.title)
            worth = counted(item.value, "point")
            yield item, missing, say("{} is on no agenda, worth {}", item.title, worth), ()


def panel_size_wrong(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each panel, and each role of one, in which people are missing, or more than are allowed."""
    for run, asks, people in _asked(instance, schedule):
        missing, most = asks.at_least - len(people), asks.at_most
        if missing > 0:
            message = say(
                "{}: {} needs {}, has {}",
                run.title,
                _named(asks),
                counted(asks.at_least, "person", "people"),
                len(people) or say("none"),
            )
            yield Finding(run.id, missing, (run.id,), message)
        if most is not None and len(people) > most:
            message = say(
                "{}: {} has {}, at most {} allowed",
                run.title,
                _named(asks),
                counted(len(people), "person", "people"),
                most,
            )
            yield Finding(run.id, len(people) - most, (run.id,), message)


def unseated(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each person who is in none of the sessions that one of the person's class has to be in."""
    runs, attended = runs_by_id(instance, schedule), attended_by(instance, schedule)
    for person in instance.people:
        wanted = chosen_ids(instance, instance.class_of(person).seated_in)
        if wanted and set(wanted).isdisjoint(run.id for run in attended[person.id]):
            message = say(
                "{} must attend one of {}, and attends none",
                name(person),
                counted(len(wanted), "session"),
            )
            pools = (each for each in wanted if person.id in instance.pools.get(each, ()))
            could = tuple(each for each in pools if each in runs)
            yield Finding(person.id, 1, could, message)


def theme_mismatch(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each seat of a person none of whose themes is one of the session's."""

    def trouble(person: Person, run: Run) -> str:
        themes, others = person.themes, run.session.themes
        if not themes or not others or any(theme in others for theme in themes):
            return ""
        own, of_session = (
            joined([theme_name(instance, theme) for theme in each]) for each in (themes, others)
        )
        return say("is there for {}, but the session is about {}", own, of_session)

    yield from _seats(instance, schedule, trouble)


def levels_mixed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each seat of a person whose class is of another level than the session."""

    def trouble(person: Person, run: Run) -> str:
        own, level = instance.class_of(person).level, run.session.level
        if own is None or level is None or own == level:
            return ""
        return say("is {}, the session is {}", say(own.value), say(level.value))

    yield from _seats(instance, schedule, trouble)


def _seats(
    instance: Instance, schedule: Schedule, trouble: Callable[[Person, Run], str]
) -> Iterator[Finding]:
    """Yield each seat that there is something against."""
    for run in runs_by_id(instance, schedule).values():
        for id_ in schedule.by_session[run.id].seated:
            person = instance.person_by_id[id_]
            against = trouble(person, run)
            if against:
                yield Finding(
                    run.id, 1, (run.id,), say("{}: {} {}", run.title, name(person), against)
                )


def _asked(
    instance: Instance, schedule: Schedule
) -> Iterator[tuple[Run, Panel | PanelRole, Collection[str]]]:
    """Yield what a panel that is held asks for in all, and role by role, with those who count there."""
    for run in runs_by_id(instance, schedule).values():
        panel = run.session.panel
        if panel is None:
            continue
        there = (*schedule.by_session[run.id].seated, *attending(run.session))
        by_role = [(role, instance.in_role(role, there)) for role in panel.roles]
        yield run, panel, {person for _, fitting in by_role for person in fitting}
        for each, fitting in by_role:
            yield run, each, fitting


def _named(asks: Panel | PanelRole) -> str:
    return say("the role {}", name(asks)) if isinstance(asks, PanelRole) else say("the panel")
