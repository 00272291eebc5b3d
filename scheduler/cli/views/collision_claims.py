"""What may be claimed of conflicts: what is proved to collide, and whether changes suffice, as was tried."""

from typing import TYPE_CHECKING

from scheduler.cli.views.claims import NONE, UNPROVED
from scheduler.solution import Status
from scheduler.wording import counted

if TYPE_CHECKING:  # the solver takes long to load
    from collections.abc import Sequence

    from scheduler.explanation.conflicts import Collision, Conflict, Way


def collision_in_words(collision: "Collision") -> str:
    """Return whether rules collide, in a sentence."""
    match collision.status:
        case Status.INFEASIBLE:
            return f"Proved: {NONE}."
        case Status.UNKNOWN:
            return f"Nothing found in time: no programme, and {UNPROVED}."
        case _:
            return "There is a programme that keeps every hard rule: nothing collides."


def culprits_in_words(conflict: "Conflict") -> str:
    """Return that rules of a conflict cannot all be kept, if that is proved, without a full stop."""
    rules = len(conflict.culprits)
    if not conflict.proved:
        return "This is broken; whether it has to be is not proved"
    return "This rule cannot be kept" if rules == 1 else f"These {rules} rules cannot all be kept"


def least_broken_in_words(collision: "Collision") -> str:
    """Return whether a programme can break less than the one that was found, ending with a colon."""
    if collision.least:
        return "The least broken programme, proved, breaks:"
    return "The least broken programme that was found (perhaps another breaks less) breaks:"


def enough_in_words(ways: "Sequence[Way]", begin: str = "") -> str:
    """Return that some changes suffice, all of them together, without a colon."""
    number = len(ways)
    these = "this change" if number == 1 else f"these {number} changes together"
    verb = "is" if number == 1 else "are"
    said = f"{begin} {these}" if begin else these[0].upper() + these[1:]
    return f"{said} {verb} enough, as was tried"


def together_in_words(collision: "Collision") -> str:
    """Return that some changes suffice, and whether fewer would do, ending with a colon."""
    number, said = len(collision.together), enough_in_words(collision.together)
    if number == 1:
        return f"{said}:"
    if collision.fewest:
        return f"{said} (proved: every programme breaks {counted(number, 'rule')} or more):"
    return f"{said} (perhaps fewer would do):"


def conflict_in_words(conflict: "Conflict") -> str:
    """Return whether all rules of a conflict are needed for it."""
    if conflict.irreducible:
        return "Without any one of them the others could be kept."
    return "Perhaps not all of them are needed for it; the time was too short to tell."
