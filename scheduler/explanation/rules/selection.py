"""How many sessions are held and which, and who sits on their panels."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from scheduler.catalogue import HARD
from scheduler.evaluation.runs import Run
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured, widened, with_row
from scheduler.explanation.rules.items import untaken
from scheduler.explanation.rules.people import held_around
from scheduler.explanation.rules.voice import Gravity, Voice, row_of
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import (
    Instance,
    Item,
    Panel,
    PanelRole,
    Person,
    Role,
    Session,
    Task,
    attending,
    minutes_of,
    remade,
    spans_of,
)
from scheduler.phrases import say
from scheduler.restrictions import LoadQuota
from scheduler.rules.seats import PanelGroup, groups_of, is_seat, person_of, session_of
from scheduler.wording import counted, listed, name, number, shortened, when


def _seated(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    chosen = instance.selected(instance.class_of(fact).seated_in)
    return say("{} must attend one of {}", name(fact), counted(len(chosen), "session"))


def _without_seat(presolve: Presolve) -> Iterator[Trouble]:
    for priced in presolve.hard:
        quota = priced.restriction
        if priced.rule != "unseated" or not isinstance(quota, LoadQuota):
            continue
        seats = [part for part in quota.loads if is_seat(part)]
        fixed = [part for part in quota.loads if not is_seat(part)]
        if presolve.givable.isdisjoint(seats) and not set(fixed).difference(presolve.hopeless):
            sessions = tuple(dict.fromkeys(session_of(part) for part in quota.loads))
            person = presolve.instance.person_by_id[quota.item]
            message = _no_seat(presolve.instance, person, sessions)
            yield Trouble(message, certain=True, sessions=sessions, rules=("unseated",))


def _no_seat(instance: Instance, person: Person, sessions: Collection[str]) -> str:
    chosen = instance.selected(instance.class_of(person).seated_in)
    asked = f"{name(person)} must attend one of {counted(len(chosen), 'session')}"
    if not sessions:
        why = "has no role in any of them and is in no pool"
        return f"{asked}, and {why}. What may help: a role in one, or a pool that the person fits."
    titles = listed([name(instance.session_by_id[session]) for session in sessions])
    why = f"is not available when {titles} can be held"
    return f"{asked}, and {why}. What may help: wider availability, or another pool."


def _part_or_seat(violation: Violation) -> Iterator[Remedy]:
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    wanted = {each.id for each in instance.selected(instance.class_of(person).seated_in)}
    held = [run for run in violation.runs.values() if run.id in wanted]
    for run in held:
        if person.id in instance.pools.get(run.id, ()):
            yield from brought(violation, run, person)
    for run in held:
        required = (*run.session.people.get(Role.REQUIRED, ()), person.id)
        people = {**run.session.people, Role.REQUIRED: required}
        words = say("give {} a role in {} without a seat", name(person), run.title)
        yield cured(violation, words, ("sessions", run.id, "people"), people)


def brought(violation: Violation, run: Run, person: Person) -> Iterator[Remedy]:
    """Let a person of the pool be there, on a seat, while a session runs."""
    instance = violation.instance
    before, after = held_around(instance, person, run.session)
    spans = spans_of(person.available, person.zone or instance.zone)
    if not spans:
        return
    window, more = widened(spans, (run.start - before, run.end + after))
    if not more:
        return
    time = when(window.start, window.end, instance.zone)
    words = say(
        "make {} available {} ({} min more), on the panel of {}",
        name(person),
        time,
        minutes_of(more),
        run.title,
    )
    available = (*person.available, window)
    changed = with_row(instance, "people", person.id, available=available)
    path = ("people", person.id, "available")
    place = violation.schedule.by_session[run.id]
    seated = replace(place, seated=tuple(sorted({*place.seated, person.id})))
    yield Remedy(words, path, changed, violation.schedule.with_place(seated))


MOST = 12
"""Persons named in a message; of more, the number."""


def _sizes(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    asks = list[tuple[str, Panel | PanelRole]]()
    if fact.panel is not None:
        roles = [(say("as {}", name(role)), role) for role in fact.panel.roles]
        asks = [(say("in all"), fact.panel), *roles]
    said = [size for who, each in asks for size in _size(who, each)]
    return say("the panel of {} has {}", name(fact), listed(said))


def _size(who: str, asks: Panel | PanelRole) -> Iterator[str]:
    if asks.at_least:
        yield say("at least {} {}", counted(asks.at_least, "person", "people"), who)
    if asks.at_most is not None:
        yield say("at most {} {}", counted(asks.at_most, "person", "people"), who)


def _empty_chairs(presolve: Presolve) -> Iterator[Trouble]:
    for group in groups_of(presolve.instance):
        session = group.session.id
        if session in {*presolve.optional, *presolve.hopeless}:
            continue
        if presolve.instance.level("panel_size_wrong", session) != HARD:
            continue
        able = [seat for seat in group.seats if seat in presolve.givable]
        if len(group.fixed) + len(able) < group.asks.at_least:
            yield Trouble(
                _too_few(presolve.instance, group, able),
                certain=True,
                sessions=(session,),
                rules=("panel_size_wrong",),
            )


def _too_few(instance: Instance, group: PanelGroup, able: Collection[str]) -> str:
    role = name(group.asks) if isinstance(group.asks, PanelRole) else "people"
    there = len(group.fixed) + len(able)
    said = f"{name(group.session)} needs {number(group.asks.at_least)} on its panel ({role})"
    unable = [person_of(seat) for seat in group.seats if seat not in able]
    who = f"; {_names(instance, unable)} cannot attend when it can be held" if unable else ""
    can = f"{number(there)} {'is' if there == 1 else 'are'}" if there else "nobody is"
    helps = "a larger pool, a smaller panel, or wider availability"
    return f"{said}, and {can} available{who}. What may help: {helps}."


def _names(instance: Instance, people: Collection[str]) -> str:
    names = [name(instance.person_by_id[person]) for person in people]
    return listed(shortened(names, MOST, "{} more"))


def _other_size(violation: Violation) -> Iterator[Remedy]:
    """Be content with fewer people, or allow as many as there are; or let somebody of the pool be there."""
    run = violation.runs[violation.item]
    panel, there = run.session.panel, _there(violation, run)
    if panel is None:
        return
    in_all = _in_all(violation.instance, panel, there)
    words = list[str]()
    roles = list[PanelRole]()
    for role in panel.roles:
        number = len(violation.instance.in_role(role, there))
        short = role.at_least - number
        is_full = role.at_most is not None and number > role.at_most
        most = None if is_full else role.at_most
        roles.append(remade(role, at_least=min(role.at_least, number), at_most=most))
        if short > 0:
            words.append(say("{} fewer as {}", counted(short, "person", "people"), name(role)))
    if in_all < panel.at_least:
        words.append(say("{} fewer in all", counted(panel.at_least - in_all, "person", "people")))
    most = None if panel.at_most is None else max(panel.at_most, in_all)
    changed = Panel(at_least=min(panel.at_least, in_all), at_most=most, roles=tuple(roles))
    said = say("require {} on the panel of {}", listed(words), run.title)
    if not words:
        said = say("allow {} on the panel of {}", counted(in_all, "person", "people"), run.title)
    yield cured(violation, said, ("sessions", run.id, "panel"), changed)
    for person in violation.instance.pools[run.id] if words else ():
        if person not in there:
            yield from brought(violation, run, violation.instance.person_by_id[person])


def _there(violation: Violation, run: Run) -> tuple[str, ...]:
    return (*attending(run.session), *violation.schedule.by_session[run.id].seated)


def _in_all(instance: Instance, panel: Panel, people: tuple[str, ...]) -> int:
    return len({person for role in panel.roles for person in instance.in_role(role, people)})


panel_size_wrong = Voice(
    says=_sizes,
    field="panel",
    cure=_other_size,
    counts=lambda instance: instance.pools,
    screen=_empty_chairs,
)
unseated = Voice(says=_seated, field="class", cure=_part_or_seat, screen=_without_seat)
theme_mismatch = Voice(field="themes", counts=lambda instance: instance.pools)
levels_mixed = Voice(field="level", counts=lambda instance: instance.pools)


def _asked(instance: Instance, quota: str) -> str:
    fact = row_of(instance.quotas, quota)
    if fact.at_most is None:
        return say("the quota {} asks for {}", quota, counted(fact.at_least, "session"))
    most = counted(fact.at_most, "session")
    if not fact.at_least:
        return say("the quota {} allows {}", quota, most)
    return say("the quota {} asks for {}, and allows {}", quota, number(fact.at_least), most)


def _of_value(instance: Instance, item: str) -> tuple[str, Session | Item | Task]:
    if item in instance.session_by_id:
        return "sessions", instance.session_by_id[item]
    if item in instance.item_by_id:
        return "items", instance.item_by_id[item]
    return "tasks", row_of(instance.tasks, item)


def _field(instance: Instance, quota: str) -> FieldPath:
    fact = row_of(instance.quotas, quota)
    return "quotas", quota, "at_least" if fact.at_most is None else "at_most"


def _kept(instance: Instance, item: str) -> str:
    _, fact = _of_value(instance, item)
    return say("{} must not be left out", name(fact))


def _other_quota(violation: Violation) -> Iterator[Remedy]:
    held, fact = len(violation.sessions), row_of(violation.instance.quotas, violation.item)
    sessions = counted(held, "session")
    if held < fact.at_least:
        words = say("lower the quota {} to {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_least"), held)
    else:
        words = say("raise the quota {} to {}", violation.item, sessions)
        yield cured(violation, words, ("quotas", violation.item, "at_most"), held)


def _left_out(violation: Violation) -> Iterator[Remedy]:
    table, fact = _of_value(violation.instance, violation.item)
    if isinstance(fact, Item):
        words = say("make {} optional", fact.title)
        yield cured(violation, words, (table, fact.id, "optional"), value=True)
        return
    words = say("set the value of {} to 0", name(fact))
    if isinstance(fact, Task):
        words = say("leave {} to the conference", name(fact))
    yield cured(violation, words, (table, fact.id, "value"), 0)


quota_missed = Voice(
    gravity=Gravity.AGREED,
    says=_asked,
    at=_field,
    cure=_other_quota,
    helps="another quota, more sessions to choose from, or more that are optional",
    counts=lambda instance: (
        each.id for each in instance.quotas if each.at_least or each.at_most is not None
    ),
)
value_lost = Voice(
    says=_kept,
    cure=_left_out,
    helps="another meeting that deals with it",
    screen=untaken,
)
