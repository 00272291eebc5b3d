"""A setting without effect, where it stands, and how several of a kind are told in one sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.explanation.trouble import Place, Trouble
from scheduler.explanation.wording import listed
from scheduler.instance.references import TABLES

_UNNAMED = ("orders", "published", "walks")
"""Tables whose rows have no id, and are counted."""
_MOST = 3
"""So many settings of a field without effect for one reason are told one by one, and named of more."""


@dataclass(frozen=True, slots=True)
class Idle:
    """A setting that has no effect on the programme."""

    place: Place
    """Where it stands."""
    why: str
    """What is missing, to follow a colon."""
    value: str = ""
    """What it says, where a place alone does not tell which one of several is meant."""
    sessions: tuple[str, ...] = ()
    """Ids of the sessions that it is about."""
    verdict: str = "has no effect on the programme"
    """What it does, to follow the place."""

    @property
    def text(self) -> str:
        """Return the setting as messages name it: ``sessions[opening].value``."""
        return place_text(self.place) + (f" ({self.value})" if self.value else "")


def place_text(place: Place) -> str:
    """Return a place as errors of a file call it: rows by id, or counted from 1."""
    head, *rest = place
    text = str(head)
    is_row = head in TABLES or head in _UNNAMED
    for part in rest:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f"[{part}]" if is_row else f".{part}"
        is_row = False
    return text


def troubles_of(found: Iterable[Idle]) -> Iterator[Trouble]:
    """Yield what to tell: one by one, or together what is many times the same."""
    kinds: dict[tuple[object, ...], list[Idle]] = {}
    for idle in found:
        field = [part for part in idle.place[2:] if isinstance(part, str)]
        kinds.setdefault((idle.place[0], *field, idle.why, idle.verdict), []).append(idle)
    for some in kinds.values():
        if len(some) > _MOST:
            yield _together(some)
        else:
            for each in some:
                yield _trouble(f"{each.text} {each.verdict}: {each.why}.", [each])


def _together(some: Sequence[Idle]) -> Trouble:
    shown = [*(each.text for each in some[:_MOST]), f"{len(some) - _MOST} more"]
    first = some[0]
    return _trouble(f"Each of these {first.verdict}, because {first.why}: {listed(shown)}.", some)


def _trouble(message: str, some: Sequence[Idle]) -> Trouble:
    sessions = dict.fromkeys(session for each in some for session in each.sessions)
    return Trouble(message, certain=False, sessions=tuple(sessions), rules=(), place=some[0].place)
