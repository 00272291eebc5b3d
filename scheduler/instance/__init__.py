"""The facts of a conference: frozen, strict, checked once. This is the door to all of them."""

from scheduler.instance.budgets import budget_faults, of_tables
from scheduler.instance.calendar import Band, Hours, Kind, Purpose, Weekday
from scheduler.instance.colours import COLOURS
from scheduler.instance.days import of_days
from scheduler.instance.faults import Unread, closest, meant, nearest, quoted, sentence, titled
from scheduler.instance.frozen import LONGEST, Frozen, Identifier, minutes_of
from scheduler.instance.half_days import HalfDay, half_days_of
from scheduler.instance.levels import MILLI, ItemLevels, Level, Levels, Weight, price_of
from scheduler.instance.lookups import (
    Ordered,
    attending,
    is_locked,
    is_online,
    official_dates,
    room_for,
)
from scheduler.instance.meetings import Body, Order, Pin, Quota, Role, Session
from scheduler.instance.model import Instance
from scheduler.instance.moments import (
    DAY,
    FIRST_DATE,
    LAST_DATE,
    DayWindow,
    Instant,
    Span,
    Window,
    clock_text,
    instant_at,
    instants_of,
    spans_of,
    utc_text,
    zone_names,
)
from scheduler.instance.participants import (
    Audience,
    Delegation,
    LocalHours,
    Panel,
    PanelRole,
    Person,
    Region,
    Selection,
    Site,
)
from scheduler.instance.publication import Office, Published
from scheduler.instance.references import EXPECTED, TABLES, faults_of, references_of
from scheduler.instance.regularity import MinimumLoad
from scheduler.instance.resources import REMOTE, Counts, InterpretationPool, Room
from scheduler.instance.untimed import Untimed

__all__ = [
    "COLOURS",
    "DAY",
    "EXPECTED",
    "FIRST_DATE",
    "LAST_DATE",
    "LONGEST",
    "MILLI",
    "REMOTE",
    "TABLES",
    "Audience",
    "Band",
    "Body",
    "Counts",
    "DayWindow",
    "Delegation",
    "Frozen",
    "HalfDay",
    "Hours",
    "Identifier",
    "Instance",
    "Instant",
    "InterpretationPool",
    "ItemLevels",
    "Kind",
    "Level",
    "Levels",
    "LocalHours",
    "MinimumLoad",
    "Office",
    "Order",
    "Ordered",
    "Panel",
    "PanelRole",
    "Person",
    "Pin",
    "Published",
    "Purpose",
    "Quota",
    "Region",
    "Role",
    "Room",
    "Selection",
    "Session",
    "Site",
    "Span",
    "Unread",
    "Untimed",
    "Weekday",
    "Weight",
    "Window",
    "attending",
    "budget_faults",
    "clock_text",
    "closest",
    "faults_of",
    "half_days_of",
    "instant_at",
    "instants_of",
    "is_locked",
    "is_online",
    "meant",
    "minutes_of",
    "nearest",
    "of_days",
    "of_tables",
    "official_dates",
    "price_of",
    "quoted",
    "references_of",
    "room_for",
    "sentence",
    "spans_of",
    "titled",
    "utc_text",
    "zone_names",
]
