"""Why a person sits on a panel or does not, as people and machines read it."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.programme import session_title
from scheduler.cli.views.records import (
    ConsequencesRecord,
    InstanceAnswer,
    Record,
    SessionId,
    SessionIds,
    at,
)
from scheduler.cli.views.solution_report import price_cell, saved_by
from scheduler.explanation.programmes import Consequences, Reseat, Seating, Standing, seat
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.wording import counted, name, one_line

MOST = 12
"""Other seatings shown."""
FEW = 2
"""Findings shown of each."""


class SeatRecord(Record):
    """A person on the panel of a session."""

    session: SessionId
    person: str


class MisfitRecord(Record):
    """A role that does not fit."""

    role: str
    why: str


class ReseatRecord(ConsequencesRecord):
    """Another seating."""

    left: tuple[SeatRecord, ...]
    joined: tuple[SeatRecord, ...]


class SeatingAnswer(InstanceAnswer):
    """Why somebody is on a panel or not (--session and --person)."""

    session: SessionId
    person: str
    standing: Standing
    misfits: tuple[MisfitRecord, ...]
    other_panels: SessionIds = at("others")
    otherwise: tuple[ReseatRecord, ...]


def seating_answer(instance: Instance, seating: Seating) -> SeatingAnswer:
    """Return the same as a report, for machines."""
    return SeatingAnswer.about(
        instance,
        seating,
        misfits=[MisfitRecord(role=role, why=why) for role, why in seating.misfits],
        otherwise=[
            ReseatRecord.of(each.would, left=_seats(each.left), joined=_seats(each.joined))
            for each in seating.options
        ],
    )


def _seats(seats: Iterable[tuple[str, str]]) -> list[SeatRecord]:
    return [SeatRecord(session=session, person=person) for session, person in seats]


def seating_report(instance: Instance, seating: Seating) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    yield Text(_headline(instance, seating), "bold")
    for why, roles in _misfits(seating).items():
        whose = "each role" if len(roles) == len(seating.misfits) > 1 else ", ".join(roles)
        yield Text(f"· {one_line(whose)}: {one_line(why)}")
    if seating.others:
        titles = "; ".join(session_title(instance, each) for each in seating.others)
        yield Text(f"Has a seat on {counted(len(seating.others), 'other panel')}: {titles}.")
    if seating.options:
        yield Text()
        yield Text("Otherwise, with all else as it is:", "bold")
        yield _options(instance, seating)
    more = len(seating.options) - MOST
    if more > 0:
        yield Text(f"and {counted(more, 'other seating')}; --json tells all.")


def _misfits(seating: Seating) -> Mapping[str, list[str]]:
    """Return the roles by what keeps the person from them."""
    roles: dict[str, list[str]] = {}
    for role, why in seating.misfits:
        roles.setdefault(why, []).append(role)
    return roles


def _headline(instance: Instance, seating: Seating) -> str:
    who, where = _person(instance, seating.person), session_title(instance, seating.session)
    said = {
        Standing.SEATED: "has a seat on the panel of",
        Standing.NAMED: f"needs no seat, being named as {_roles(instance, seating)} of",
        Standing.IN_POOL: "could have a seat and has none on the panel of",
        Standing.OUTSIDE: "fits no role on the panel of",
    }
    return f"{who} {said[seating.standing]} {where}."


def _roles(instance: Instance, seating: Seating) -> str:
    roles = instance.session_by_id[seating.session].people.items()
    return " and ".join(role.value for role, people in roles if seating.person in people)


def _options(instance: Instance, seating: Seating) -> Columns:
    table = Columns("seating", "penalty", "what it would break or cost", right=(1,))
    for option in seating.options[:MOST]:
        change = _change(instance, seating, option)
        table.add(change, price_cell(option.would), _would(option.would))
    return table


def _change(instance: Instance, seating: Seating, option: Reseat) -> str:
    """Say what changes, seen from the person."""
    if not option.left:
        return "with a seat as well"
    if not option.joined:
        return "without the seat"
    (_, gone), (panel, come) = option.left[0], option.joined[0]
    if gone == come:  # from one panel to another
        where = option.left[0][0] if panel == seating.session else panel
        word = "instead of" if panel == seating.session else "instead on"
        return f"{word} {session_title(instance, where)}"
    if come == seating.person:
        return f"in place of {_person(instance, gone)}"
    return f"{_person(instance, come)} in the seat"


def _would(would: Consequences) -> Text:
    found = would.broken or would.dearer
    said = [f"{name_of(each.rule)}: {one_line(each.finding.message)}" for each in found[:FEW]]
    if len(found) > FEW:
        said.append(f"and {counted(len(found) - FEW, 'more finding')}")
    saved = [] if would.broken else saved_by(would)
    return Text("\n").join([*map(Text, said), *saved]) or Text("no difference", "dim")


def _person(instance: Instance, person: str) -> str:
    return one_line(name(instance.person_by_id[person]))


def explain_seat(
    facts: Instance, schedule: Schedule, session: str, person: str, *, as_json: bool
) -> Code:
    """Say why a person is on a panel, or why not."""
    asked = one_named("--session", session, facts.sessions)
    seating = seat(facts, schedule, asked, one_named("--person", person, facts.people))
    say(as_json, lambda: seating_answer(facts, seating), lambda: seating_report(facts, seating))
    return Code.FINE
