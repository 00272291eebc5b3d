"""Panels: who sits there, who is missing, and who does not belong there."""

from collections.abc import Callable, Collection, Iterator

from scheduler.evaluation.runs import Run, attended_by, chosen_ids, runs_by_id, theme_name
from scheduler.findings import Finding
from scheduler.instance import Instance, Panel, PanelRole, Person, Role
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, joined, name


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
        there = [*schedule.by_session[run.id].seated]
        for role, people in run.session.people.items():
            there += people if role is not Role.OPTIONAL else ()
        by_role = [(role, instance.in_role(role, there)) for role in panel.roles]
        yield run, panel, {person for _, fitting in by_role for person in fitting}
        for each, fitting in by_role:
            yield run, each, fitting


def _named(asks: Panel | PanelRole) -> str:
    return say("the role {}", name(asks)) if isinstance(asks, PanelRole) else say("the panel")
