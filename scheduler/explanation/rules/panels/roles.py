"""How many people a panel has, in all and in each role."""

from collections.abc import Collection, Iterator

from scheduler.catalogue import HARD
from scheduler.evaluation.runs import Run
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.panels.seats import brought
from scheduler.explanation.rules.voice import Stage, Voice, row
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance, Panel, PanelRole, attending, remade
from scheduler.phrases import say
from scheduler.rules.seats import PanelGroup, groups_of, person_of
from scheduler.wording import counted, listed, name, number

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
    """Yield the least and the most that a panel, or a role of it, asks for."""
    if asks.at_least:
        yield say("at least {} {}", counted(asks.at_least, "person", "people"), who)
    if asks.at_most is not None:
        yield say("at most {} {}", counted(asks.at_most, "person", "people"), who)


def _empty_chairs(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the panels, and roles of panels, for which there are fewer people than have to be on them."""
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
    """Say how many are needed, how many there are, and who of them cannot be there."""
    role = name(group.asks) if isinstance(group.asks, PanelRole) else "people"
    there = len(group.fixed) + len(able)
    said = f"{name(group.session)} needs {number(group.asks.at_least)} on its panel ({role})"
    unable = [person_of(seat) for seat in group.seats if seat not in able]
    away = f", for {_names(instance, unable)} cannot be there when it can be held" if unable else ""
    can = f"{number(there) if there else 'nobody'} can be there{away}"
    return f"{said}, and {can}. What may help: a larger pool, ask for fewer, or wider availability."


def _names(instance: Instance, people: Collection[str]) -> str:
    names = [name(instance.person_by_id[person]) for person in people]
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return listed([*names[:MOST], *more])


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
            words.append(say("{} less as {}", counted(short, "person", "people"), name(role)))
    if in_all < panel.at_least:
        words.append(say("{} less in all", counted(panel.at_least - in_all, "person", "people")))
    most = None if panel.at_most is None else max(panel.at_most, in_all)
    changed = Panel(at_least=min(panel.at_least, in_all), at_most=most, roles=tuple(roles))
    said = say("ask {} of the panel of {}", listed(words), run.title)
    if not words:
        said = say("allow {} on the panel of {}", counted(in_all, "person", "people"), run.title)
    yield cured(violation, said, ("sessions", run.id, "panel"), changed)
    for person in violation.instance.pools[run.id] if words else ():
        if person not in there:
            yield from brought(violation, run, violation.instance.person_by_id[person])


def _there(violation: Violation, run: Run) -> tuple[str, ...]:
    """Return who attends a session, seated or in a fixed role."""
    return (*attending(run.session), *violation.schedule.by_session[run.id].seated)


def _in_all(instance: Instance, panel: Panel, people: tuple[str, ...]) -> int:
    return len({person for role in panel.roles for person in instance.in_role(role, people)})


panel_size_wrong = Voice(
    asks=_sizes,
    where=row("sessions", "panel"),
    cure=_other_size,
    counts=lambda instance: instance.pools,
    screen=(Stage.SHORTAGES, _empty_chairs),
)
