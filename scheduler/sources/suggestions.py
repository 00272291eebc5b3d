"""What may have been meant: keys that the format does not know, titles for ids, values in another form."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from scheduler.instance import (
    FIRST_DATE,
    LAST_DATE,
    closest,
    meant,
    quoted,
    titled,
    zone_names,
)
from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Node, Path, entries_of, node_at, rows_of, text_of
from scheduler.sources.shapes import Shape, in_words

_MOST = 5
"""So many keys may have been meant."""
MOST_ALL, MOST_KNOWN = 24, 12
"""Known names that are all told where none is near, and how many are told of more."""
_FEW = 7
"""So many known keys fit into a sentence."""
_GLUED = re.compile(r"([A-Za-z][\w.-]*):(\S+)", re.ASCII)


def near_keys(key: str, known: Iterable[str]) -> list[str]:
    """Return the known keys that may have been meant, the nearest first."""
    names = list(known)
    close = get_close_matches(key.lower(), names, n=_MOST, cutoff=0.65)
    holding = [name for name in names if len(name) > 2 and f"_{name}_" in f"_{key.lower()}_"]
    plural = [name for name in names if name == f"{key.lower()[:-1]}ies"]
    return list(dict.fromkeys([*plural, *close, *holding]))[:_MOST]


def known_keys(key: str, known: Iterable[str]) -> tuple[str, str]:
    """Return what is expected instead of an unknown key, and a hint."""
    names = list(known)
    if key == "<<":
        return "the fields themselves", "Merge keys are not read."
    near = near_keys(key, names)
    expected = f"one of {', '.join(names)}" if len(names) <= _FEW else "one that the format knows"
    if key.isdecimal():
        return expected, "In braces a comma ends a value: write 1300 for 1,300."
    if not near:
        return expected, "" if len(names) <= _FEW else f"Known: {first_of(names)}."
    return expected, f"Maybe {' or '.join(map(quoted, near))}?"


def first_of(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    if len(names) <= MOST_ALL:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_KNOWN])} and {len(names) - MOST_KNOWN} more (docs/format.md)"


def spaced(node: Node | None, key: str) -> str:
    """Return ``lagos: 20`` for a key ``lagos:20`` without a value, or nothing."""
    match = _GLUED.fullmatch(key) if node is not None and node.value is None else None
    return f"{match[1]}: {match[2]}" if match else ""


def meant_by(mapping: Node | None, known: Iterable[str]) -> dict[str, str]:
    """Return the known keys that a mapping misses, each with the key that seems to stand for it."""
    names = list(known)
    written = list(entries_of(mapping))
    found: dict[str, str] = {}
    for key in written:
        if key not in names:
            glued = spaced(mapping.child(key) if mapping else None, key).partition(":")[0]
            for name in [glued] if glued else near_keys(key, names)[:1]:
                if name not in written:
                    found.setdefault(name, key)
    return found


TABLE_OF_FIELD: Mapping[str, str] = {
    "kind": "kinds",
    "body": "bodies",
    "parent": "bodies",
    "room": "rooms",
    "parts": "rooms",
    "region": "regions",
    "showcases": "regions",
    "delegation": "delegations",
    "class": "person_classes",
    "classes": "person_classes",
    "uses": "resources",
    "remote": "sites",
    "session": "sessions",
    "first": "sessions",
    "then": "sessions",
    "sessions_first": "sessions",
    "sessions_then": "sessions",
    "item": "items",
    "pool": "interpretation",
    "items_first": "items",
    "items_then": "items",
    "proposers": "delegations",
    "people": "people",
    "seated": "people",
    **{
        each: each for each in ("kinds", "bodies", "sessions", "themes", "tracks", "interpretation")
    },
}
"""Fields that hold ids, or in which fields do, and the tables whose ids they are."""


def by_title(root: Node, path: Path, shape: Shape) -> str:
    """Return a hint at the row that is meant, where its title stands, or nearly, and its id should.

    What no row is called is no id either, however it is written, if the table has rows: then it is said whose
    id is needed.
    """
    value = node_at(root, path).value
    if (
        path[-1:] in ((), ("id",))
        or not isinstance(value, str)
        or not in_words(shape).startswith("a name")
    ):
        return ""
    fields = (TABLE_OF_FIELD.get(str(part)) for part in reversed(path))
    table = next((table for table in fields if table), "")
    names = {
        str(id_.value): text_of(row.child("title")) or ""
        for row in rows_of(root.child(table))
        if (id_ := row.child("id")) is not None
    }
    if not names or (exact := titled(value, names.items())):
        return exact if names else ""
    return _nearly(value, names) or f"Write the id of a row of `{table}`."


def _nearly(value: str, names: Mapping[str, str]) -> str:
    """Return a hint at the row whose title, or id, is near to what stands there; titles are by id."""
    as_id = name(value).removeprefix("Write ").removesuffix(".")
    if as_id in names:
        return f"Write {as_id}."
    if near := meant(value, filter(None, names.values())):
        ids = [id_ for id_, title in names.items() if title == near]
        return f"Maybe {ids[0]}, the id of {quoted(near)}?" if len(ids) == 1 else ""
    return closest(as_id, names) if as_id else ""


SOLUTION_FOR_INSTANCE = "found a solution file, expected an instance file."
INSTANCE_FOR_SOLUTION = (
    "found an instance file, expected a solution file. `scheduler solve` writes one."
)


def is_solution(root: Node) -> bool:
    """Tell whether what a file holds is a solution."""
    return root.child("schedule") is not None and not any(map(root.child, ("sessions", "zone")))


LINKS_FOR_INSTANCE = (
    "found a links file, expected an instance file. "
    "`scheduler report settled` makes a variant of it."
)
INSTANCE_FOR_LINKS = "found an instance file, expected a links file, with `links`."


def is_links(root: Node) -> bool:
    """Tell whether what a file holds joins two instances."""
    return root.child("links") is not None and root.child("conference") is not None


def is_instance(root: Node) -> bool:
    """Tell whether what a file holds is an instance or a variant."""
    return any(map(root.child, ("sessions", "extends"))) and root.child("schedule") is None


def holds_instance(content: bytes) -> bool:
    """Tell whether a file that is no JSON is an instance in YAML."""
    try:
        return is_instance(document(content, is_json=False))
    except BrokenError:
        return False


# Values in another form

_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.hH](\d{2})(?::00)?|(?<=\d\d)(\d{2})|[hH])", re.ASCII)
_INSTANT = re.compile(
    r"(?P<day>[\d./-]+)(?:T|\s+)(?P<clock>[\d:.hH]+)\s*"
    r"(?P<offset>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?\s*(?:\[(?P<zone>[^\]]+)\])?",
    re.ASCII,
)
_DURATION = re.compile(r"(?:(\d{1,3})[hH:]\s*)?(\d{1,5})?(?:\.0+|\s*min(?:utes)?)?", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,63}", re.ASCII)
_QUOTES = "\"'“”„‟«»‘’‚ \u00a0"
"""What word processors put around a text, and YAML does not take for quotes."""
_START = "Write {start: …} with the time in the braces."
_LEVELS = {
    "hard": "hard",
    **dict.fromkeys(("off", "0", "0.0", "no", "none", "false"), "off"),
    **dict.fromkeys(("yes", "on", "true"), "hard, or a weight"),
}


def day(text: str) -> str:
    """Return how to write a date."""
    written = iso_day(text)
    if not written:
        return ""
    year, month, number = map(int, written.split("-"))
    last = monthrange(year, month)[1]
    if not 1 <= number <= last:
        return f"{date(year, month, 1):%B %Y} has {last} days."
    return f"Write {written} (year-month-day)." if written != text else ""


def iso_day(text: str) -> str:
    """Return a date with the year first, whether its month has such a day or not; or nothing."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, number = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        number, month, year = map(int, match.groups())
    else:
        return ""
    is_known = 1 <= month <= 12 and FIRST_DATE.year <= year <= LAST_DATE.year
    return f"{year:04}-{month:02}-{number:02}" if is_known else ""


def clock(text: str) -> str:
    """Return how to write a clock time."""
    written = iso_clock(text)
    return f"Write {quoted(written)}." if written and written != text else ""


def iso_clock(text: str) -> str:
    """Return a clock time as ``09:30``, or nothing."""
    match = _CLOCK.fullmatch(text.strip(_QUOTES))
    hours, minutes = (int(match[1]), int(match[2] or match[3] or 0)) if match else (99, 0)
    return f"{hours:02}:{minutes:02}" if minutes < 60 and hours * 60 + minutes <= 1440 else ""


def instant(text: str, venue: str) -> str:
    """Return how to write an instant; without a zone of its own, on the clocks of the venue."""
    match = _INSTANT.fullmatch(text.strip())
    written = wall(match["day"], match["clock"]) if match else ""
    if not match or not written:
        return ""
    offset, zone_ = match["offset"] or "", match["zone"]
    if zone_ is None and offset and venue:
        there = datetime.fromisoformat(f"{written}{offset}").astimezone(ZoneInfo(venue))
        written, offset = f"{there:%Y-%m-%dT%H:%M}", ""
    whole = f"{written}{offset}[{zone_ or venue or 'Area/Place'}]"
    return f"Write {quoted(whole)}, with the quotes." if whole != text else ""


def offset_time(text: str, zone_: ZoneInfo) -> str:
    """Return how to write a time with an offset on the clocks of a zone."""
    match = _INSTANT.fullmatch(text.strip())
    written = wall(match["day"], match["clock"]) if match else ""
    if not match or not written:
        return ""
    there = datetime.fromisoformat(f"{written}{match['offset'] or ''}")
    there = there.astimezone(zone_) if there.tzinfo else there.replace(tzinfo=zone_)
    return f"Write {quoted(there.isoformat())}."


def wall(day_: str, clock_: str) -> str:
    """Return a wall time as ``2021-11-08T09:30`` if there is such a one, or nothing."""
    written = f"{iso_day(day_)}T{iso_clock(clock_)}"
    try:
        return f"{datetime.fromisoformat(written):%Y-%m-%dT%H:%M}"
    except ValueError:
        return ""


def zone(text: str) -> str:
    """Return a zone with the same or nearly the same place; else some zones of the area."""
    area, _, place = text.strip().replace(" ", "_").rpartition("/")
    ends = {name.rpartition("/")[2].lower(): name for name in sorted(zone_names(), reverse=True)}
    if place.lower() in ends:
        return f'Maybe "{ends[place.lower()]}"?'
    inside = [name for name in sorted(zone_names()) if name.lower().startswith(f"{area.lower()}/")]
    near = closest(text.strip().replace(" ", "_"), inside, cutoff=0.85)
    some = f"Some of that area: {', '.join(inside[:: max(1, len(inside) // 5)][:5])}."
    return near or (some if inside else "")


def minutes(text: str) -> str:
    """Return how to write a duration in minutes."""
    match = _DURATION.fullmatch(text.strip())
    if not match or not (match[1] or match[2]):
        return ""
    total = int(match[1] or 0) * 60 + int(match[2] or 0)
    return f"Write {total}." if total <= 10_080 else ""


def level(text: str) -> str:
    """Return how to write a level."""
    small = text.strip().lower()
    if small in _LEVELS:
        return f"Write {_LEVELS[small]}."
    number = small.replace(",", ".", 1)
    if re.fullmatch(r"\d{1,4}(\.\d{1,3})?", number, re.ASCII) and float(number):
        return f"Write {number}, without quotes." if number == small else f"Write {number}."
    return closest(text, ("hard", "off"))


def name(text: str) -> str:
    """Return a name of letters, digits and hyphens that looks like a text."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("&", " and "))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", kept).strip("-._")[:64]
    is_lossy = sum(sign.isalnum() for sign in kept) > 2 * sum(sign.isalnum() for sign in slug)
    return f"Write {slug}." if slug and slug != text and not is_lossy else ""


def number(text: str) -> str:
    """Return how to write a whole number."""
    match = re.fullmatch(r"\+?(\d{1,9})(\.0+)?", text.strip(), re.ASCII)
    return f"Write {int(match[1])}." if match else ""


def mapping(node: Node, keys: tuple[str, ...]) -> str:
    """Return how to write a mapping of what is listed: a selection, a pin, roles, or numbers."""
    rows = node.value if isinstance(node.value, list) else [node]
    names = [row.value for row in rows if isinstance(row.value, str)]
    if not names or len(names) < len(rows):
        return ""
    listed = ", ".join(names)
    if {"sessions", "bodies"} <= set(keys):
        return f"Write {{sessions: [{listed}]}}."
    if keys == ("start", "room"):
        return f"Write {{room: {names[0]}}}." if _NAME.fullmatch(names[0]) else _START
    if "chair" in keys:
        return f"Say in which role, such as {{chair: [{listed}]}}."
    return f"Say how many, such as {{{names[0]}: 1}}." if keys == ("#",) else ""
