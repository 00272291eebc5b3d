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


def _at_least(instance: Instance, session: str) -> str:
    return _roles(instance, session, least=True)


def _at_most(instance: Instance, session: str) -> str:
    return _roles(instance, session, least=False)


def _roles(instance: Instance, session: str, *, least: bool) -> str:
    fact = instance.session_by_id[session]
    panel = fact.panel
    asks = list[tuple[str, Panel | PanelRole]]()
    if panel is not None:
        asks = [(say("in all"), panel), *((say("as {}", name(role)), role) for role in panel.roles)]
    words = "at least {} {}" if least else "at most {} {}"
    said = [
        say(words, counted(many, "person", "people"), who)
        for who, each in asks
        if (many := (each.at_least or None) if least else each.at_most) is not None
    ]
    return say("the panel of {} has {}", name(fact), listed(said))


def _empty_chairs(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the panels, and roles of panels, for which there are fewer people than have to be on them."""
    for group in groups_of(presolve.instance):
        session = group.session.id
        if session in {*presolve.optional, *presolve.hopeless}:
            continue
        if presolve.instance.level("role_missing", session) != HARD:
            continue
        able = [seat for seat in group.seats if seat in presolve.givable]
        if len(group.fixed) + len(able) < group.asks.at_least:
            yield Trouble(
                _too_few(presolve.instance, group, able),
                certain=True,
                sessions=(session,),
                rules=("role_missing",),
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


def _fewer_people(violation: Violation) -> Iterator[Remedy]:
    """Be content with fewer people; or let somebody of the pool be there."""
    run = violation.runs[violation.item]
    panel, there = run.session.panel, _there(violation, run)
    if panel is None:
        return
    words = list[str]()
    roles = list[PanelRole]()
    for role in panel.roles:
        number = len(violation.instance.in_role(role, there))
        short = role.at_least - number
        roles.append(remade(role, at_least=min(role.at_least, number)))
        if short > 0:
            words.append(say("{} less as {}", counted(short, "person", "people"), name(role)))
    in_all = _in_all(violation.instance, panel, there)
    if in_all < panel.at_least:
        words.append(say("{} less in all", counted(panel.at_least - in_all, "person", "people")))
    least = min(panel.at_least, in_all)
    changed = Panel(at_least=least, at_most=panel.at_most, roles=tuple(roles))
    path = ("sessions", run.id, "panel")
    yield cured(
        violation, say("ask {} of the panel of {}", listed(words), run.title), path, changed
    )
    for person in violation.instance.pools[run.id]:
        if person not in there:
            yield from brought(violation, run, violation.instance.person_by_id[person])


def _larger_panel(violation: Violation) -> Iterator[Remedy]:
    """Allow as many people as there are."""
    run = violation.runs[violation.item]
    panel, there = run.session.panel, _there(violation, run)
    if panel is None:
        return
    roles = tuple(
        remade(role, at_most=None)
        if role.at_most is not None and len(violation.instance.in_role(role, there)) > role.at_most
        else role
        for role in panel.roles
    )
    in_all = _in_all(violation.instance, panel, there)
    most = None if panel.at_most is None else max(panel.at_most, in_all)
    changed = Panel(at_least=panel.at_least, at_most=most, roles=roles)
    words = say("allow {} on the panel of {}", counted(in_all, "person", "people"), run.title)
    yield cured(violation, words, ("sessions", run.id, "panel"), changed)


def _there(violation: Violation, run: Run) -> tuple[str, ...]:
    """Return who attends a session, seated or in a fixed role."""
    return (*attending(run.session), *violation.schedule.by_session[run.id].seated)


def _in_all(instance: Instance, panel: Panel, people: tuple[str, ...]) -> int:
    return len({person for role in panel.roles for person in instance.in_role(role, people)})


role_missing = Voice(
    asks=_at_least,
    where=row("sessions", "panel"),
    cure=_fewer_people,
    counts=lambda instance: instance.pools,
    screen=(Stage.SHORTAGES, _empty_chairs),
)
panel_too_large = Voice(
    asks=_at_most,
    where=row("sessions", "panel"),
    cure=_larger_panel,
    counts=lambda instance: instance.pools,
)
