"""What makes a programme regular: what is kept apart, and what starts at standard times."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.frozen import Frozen, Identifier
from scheduler.instance.participants import Selection

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

Path = tuple[str | int, ...]
Reference = tuple[Path, str, str]


class Separation(Frozen):
    """Sessions that do not run beside certain others."""

    id: Identifier
    """Name of the separation."""
    sessions: Selection
    """Sessions that are kept apart from the others."""
    others: Selection
    """What does not run beside them; none of them is among `sessions`."""


class Regular(Frozen):
    """What an instance asks of a programme so that it is regular."""

    not_beside: tuple[Separation, ...] = ()
    """What does not run beside what."""


def references_of_regularity(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table."""
    for path, selection in _selections(instance):
        for table, names in selection:
            for position, name in enumerate(names):
                yield (*path, table, position), name, table


def _selections(instance: "Instance") -> Iterator[tuple[Path, Selection]]:
    for position, separation in enumerate(instance.not_beside):
        yield ("not_beside", position, "sessions"), separation.sessions
        yield ("not_beside", position, "others"), separation.others


def regularity_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within a row."""
    for path, selection in _selections(instance):
        if not any(names for _, names in selection):
            expected = "`sessions`, `bodies`, `kinds` or `themes` with names"
            yield Fault(path, "a selection that names nothing", expected)
    yield from _standard_starts(instance)
    for position, separation in enumerate(instance.not_beside):
        own = {session.id for session in instance.selected(separation.sessions)}
        for session in instance.selected(separation.others):
            if session.id in own:
                path = ("not_beside", position, "others")
                found = f"{quoted(session.id)} on both sides"
                yield Fault(path, found, "a session that is not among `sessions`")


def _standard_starts(instance: "Instance") -> Iterator[Fault]:
    """Yield the days on which kinds have standard starts that have none on others."""
    for position, profile in enumerate(instance.day_profiles):
        for id_ in profile.standard_starts:
            kind = instance.kind_by_id.get(id_)
            if kind is not None and not kind.standard_starts:
                path = ("day_profiles", position, "standard_starts", id_)
                expected = "a kind that has `standard_starts` of its own, for all other days"
                yield Fault(path, f"{quoted(id_)}, which has none", expected)
