"""The planner's desk: changes by hand, previewed before they are applied and kept in a variant file.

Modules that need an engine are loaded on first use, so that undo and history stay fast.
"""

from typing import TYPE_CHECKING

from scheduler.desk.alternatives import (
    alternatives_of,
    begin_alternative,
    delete_alternative,
    deleted_alternatives,
    rename_alternative,
    restore_alternative,
    title_of,
)
from scheduler.desk.files import DeskFile, kept_desk, open_desk, usual_variant
from scheduler.desk.standing import (
    changes_of,
    facts_of,
    hours_closed,
    windows_locked,
    without_locks,
)
from scheduler.desk.steps import (
    DeskState,
    begun,
    history,
    redo,
    said_between,
    undo,
)
from scheduler.lazy import names_of
from scheduler.processes import Worker

if TYPE_CHECKING:
    from scheduler.desk.changes import PlannedChange
    from scheduler.desk.conflicts import (
        conflicts_of,
        conflicts_with,
        way_out,
        words_of,
    )
    from scheduler.desk.facts import (
        add,
        available,
        away,
        cancel,
        cancel_person,
        change_fact,
        close,
        close_hours,
        drop,
        hold,
        set_level,
        teams_available,
        teams_away,
    )
    from scheduler.desk.live import DeskEvent, LiveDesk, StaleError
    from scheduler.desk.locks import lock, locks_met, pin, unlock, unpin
    from scheduler.desk.moves import move, swap
    from scheduler.desk.nearby import Nearby, said_of_one, search_nearby
    from scheduler.desk.outcomes import (
        Outcome,
        Unassigned,
        adopted,
        apply,
        replaced_pins,
        unassigned_by,
        unassigned_in_words,
        where_to,
    )
    from scheduler.desk.preferences import WANTING, prefer, preferences_of, take_back
    from scheduler.desk.prices import HereReason, PlaceReason, Prices, Pricing, why_here
    from scheduler.desk.room import Chains, make_room
    from scheduler.explanation.conflicts import Collision, Way, weight_broken

__all__ = [
    "WANTING",
    "Chains",
    "Collision",
    "DeskEvent",
    "DeskFile",
    "DeskState",
    "HereReason",
    "LiveDesk",
    "Nearby",
    "Outcome",
    "PlaceReason",
    "PlannedChange",
    "Prices",
    "Pricing",
    "StaleError",
    "Unassigned",
    "Way",
    "Worker",
    "add",
    "adopted",
    "alternatives_of",
    "apply",
    "available",
    "away",
    "begin_alternative",
    "begun",
    "cancel",
    "cancel_person",
    "change_fact",
    "changes_of",
    "close",
    "close_hours",
    "conflicts_of",
    "conflicts_with",
    "delete_alternative",
    "deleted_alternatives",
    "drop",
    "facts_of",
    "history",
    "hold",
    "hours_closed",
    "kept_desk",
    "lock",
    "locks_met",
    "make_room",
    "move",
    "open_desk",
    "pin",
    "prefer",
    "preferences_of",
    "redo",
    "rename_alternative",
    "replaced_pins",
    "restore_alternative",
    "said_between",
    "said_of_one",
    "search_nearby",
    "set_level",
    "swap",
    "take_back",
    "teams_available",
    "teams_away",
    "title_of",
    "unassigned_by",
    "unassigned_in_words",
    "undo",
    "unlock",
    "unpin",
    "usual_variant",
    "way_out",
    "weight_broken",
    "where_to",
    "why_here",
    "windows_locked",
    "without_locks",
    "words_of",
]

__getattr__ = names_of(__name__)
