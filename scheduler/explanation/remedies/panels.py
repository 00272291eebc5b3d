"""Ways out where a panel has too few people or too many, or a person no seat."""

from collections.abc import Iterator
from dataclasses import replace

from scheduler.evaluation.runs import Run
from scheduler.evaluation.wording import counted, name, when
from scheduler.explanation.remedies.changing import Break, Remedy, cured, remade, with_row
from scheduler.explanation.remedies.times import widened
from scheduler.explanation.wording import listed
from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.lookups import attending
from scheduler.instance.meetings import Role
from scheduler.instance.moments import spans_of
from scheduler.instance.participants import Panel, PanelRole, Person
from scheduler.schedule import Schedule


def role_missing(broken: Break) -> Iterator[Remedy]:
    """Be content with fewer people; or let somebody of the pool be there."""
    run = broken.runs[broken.item]
    panel, there = run.session.panel, _there(broken, run)
    if panel is None:
        return
    words = list[str]()
    roles = list[PanelRole]()
    for role in panel.roles:
        number = len(broken.instance.in_role(role, there))
        short = role.at_least - number
        roles.append(remade(role, at_least=min(role.at_least, number)))
        if short > 0:
            words.append(f"{counted(short, 'person', 'people')} less as {name(role)}")
    in_all = _in_all(broken.instance, panel, there)
    if in_all < panel.at_least:
        words.append(f"{counted(panel.at_least - in_all, 'person', 'people')} less in all")
    least = min(panel.at_least, in_all)
    changed = Panel(at_least=least, at_most=panel.at_most, roles=tuple(roles))
    path = ("sessions", run.id, "panel")
    yield cured(broken, f"ask {listed(words)} of the panel of {run.title}", path, changed)
    for person in broken.instance.pools[run.id]:
        if person not in there:
            yield from _brought(broken, run, broken.instance.person_by_id[person])


def panel_too_large(broken: Break) -> Iterator[Remedy]:
    """Allow as many people as there are."""
    run = broken.runs[broken.item]
    panel, there = run.session.panel, _there(broken, run)
    if panel is None:
        return
    roles = tuple(
        remade(role, at_most=None)
        if role.at_most is not None and len(broken.instance.in_role(role, there)) > role.at_most
        else role
        for role in panel.roles
    )
    in_all = _in_all(broken.instance, panel, there)
    most = None if panel.at_most is None else max(panel.at_most, in_all)
    changed = Panel(at_least=panel.at_least, at_most=most, roles=roles)
    words = f"allow {counted(in_all, 'person', 'people')} on the panel of {run.title}"
    yield cured(broken, words, ("sessions", run.id, "panel"), changed)


def unseated(broken: Break) -> Iterator[Remedy]:
    """Let the person be there when there is a seat; or give the person a role in a session."""
    instance, person = broken.instance, broken.instance.person_by_id[broken.item]
    wanted = {each.id for each in instance.selected(instance.class_of(person).seated_in)}
    held = [run for run in broken.runs.values() if run.id in wanted]
    for run in held:
        if person.id in instance.pools.get(run.id, ()):
            yield from _brought(broken, run, person)
    for run in held:
        required = (*run.session.people.get(Role.REQUIRED, ()), person.id)
        people = {**run.session.people, Role.REQUIRED: required}
        words = f"let {name(person)} have a part in {run.title} without a seat"
        yield cured(broken, words, ("sessions", run.id, "people"), people)


def _there(broken: Break, run: Run) -> tuple[str, ...]:
    """Return who attends a session, seated or in a fixed role."""
    return (*attending(run.session), *broken.schedule.by_session[run.id].seated)


def _in_all(instance: Instance, panel: Panel, people: tuple[str, ...]) -> int:
    return len({person for role in panel.roles for person in instance.in_role(role, people)})


def _brought(broken: Break, run: Run, person: Person) -> Iterator[Remedy]:
    """Let a person of the pool be there, on a seat, while a session runs."""
    instance = broken.instance
    before, after = instance.buffers_of(person)
    if person.person_class is not None:
        before = max(before, run.session.seated_before)
    spans = spans_of(person.available, person.zone or instance.zone)
    if not spans:
        return
    window, more = widened(spans, (run.start - before, run.end + after))
    if not more:
        return
    time = when(window.start, window.end, instance.zone)
    words = f"let {name(person)} be there {time} ({minutes_of(more)} min more), on the panel of {run.title}"
    available = (*person.available, window)
    changed = with_row(instance, "people", person.id, available=available)
    path = ("people", person.id, "available")
    yield Remedy(words, path, changed, _with_seat(broken.schedule, run.id, person.id))


def _with_seat(schedule: Schedule, session: str, person: str) -> Schedule:
    return Schedule.of(
        replace(each, seated=tuple(sorted({*each.seated, person})))
        if each.session == session
        else each
        for each in schedule.assignments
    )
