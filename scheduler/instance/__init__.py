"""The facts of a conference: frozen, strict, checked once. This is the door to all of them."""

from scheduler.catalogue import MILLI
from scheduler.instance.calendar import LENGTH_TITLE, Band, Hours, Kind, Purpose, Weekday
from scheduler.instance.coherence import with_pins
from scheduler.instance.cycles import track_circles
from scheduler.instance.faults import (
    Fault,
    closest,
    meant,
    nearest,
    quoted,
    sentence,
)
from scheduler.instance.frozen import (
    LONGEST,
    Frozen,
    Identifier,
    OneOrMore,
    each_of,
    minutes_of,
    remade,
)
from scheduler.instance.half_days import HalfDay, half_days_of, official_half_days
from scheduler.instance.items import (
    Document,
    Item,
    ItemOrder,
    agenda_of,
    minutes_for_items,
    most_time_for,
    sessions_for,
    takes_items,
    times_of,
)
from scheduler.instance.kept import FREED
from scheduler.instance.latest import latest, memory_of
from scheduler.instance.levels import HIGHEST, ItemLevels, Level, Levels, Weight, price_of
from scheduler.instance.lookups import (
    OrderedSessions,
    attending,
    breaks_at,
    breaks_on,
    end_of,
    is_locked,
    is_online,
    languages_of,
    needs_of,
    official_dates,
    pause_titles_of,
    pauses_of,
    remote_of,
    room_for,
    spans_breaks,
    uses_of,
    windows_of,
)
from scheduler.instance.meetings import (
    LARGEST_NUMBER,
    Body,
    Order,
    Origin,
    ParallelLimit,
    Pin,
    Quota,
    Role,
    Session,
    number_of,
    plain_acronym,
    selection_of,
)
from scheduler.instance.model import Instance
from scheduler.instance.moments import (
    DAY,
    FIRST_DATE,
    LAST_DATE,
    DayWindow,
    Span,
    Window,
    clock_text,
    consecutive,
    instant_at,
    instants_of,
    is_of_days,
    monday_of,
    spans_of,
    utc_text,
    zone_named,
    zone_names,
)
from scheduler.instance.participants import (
    Audience,
    Delegation,
    Panel,
    PanelRole,
    Person,
    Region,
    Selection,
    Site,
)
from scheduler.instance.preferences import Preference, Separation, neighbours, tracks_apart
from scheduler.instance.preparation import (
    Contact,
    Deadline,
    ExternalEvent,
    Place,
    Task,
    closed_on,
    meetings_of,
    place_of,
    tasks_by_session,
)
from scheduler.instance.publication import COLOURS, Office, Published, Untimed
from scheduler.instance.references import EXPECTED, TABLES, faults_of, references_of, tables_of
from scheduler.instance.referring import REFERENCES
from scheduler.instance.regularity import (
    Meal,
    MinimumLoad,
    Track,
    delegations_eating,
    eating,
)
from scheduler.instance.relations import (
    FeatureWish,
    Relation,
    Wanted,
    names_under,
    sessions_of_relation,
)
from scheduler.instance.resources import (
    Counts,
    InterpretationPool,
    Room,
    TeamAbsence,
    with_parts,
)
