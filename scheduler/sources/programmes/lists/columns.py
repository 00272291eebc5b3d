"""Which column of a list holds what: known by its heading, or else by what stands there."""

from collections.abc import Iterator, Sequence

from scheduler.sources.programmes.lists.contents import (
    are_running,
    is_of_crowds,
    is_of_dates,
    is_of_days,
    is_of_times,
    is_of_titles,
)
from scheduler.sources.programmes.lists.headings import (
    OTHER_TIMES,
    STATES,
    field_of,
    is_known_as,
    rank_of,
)
from scheduler.sources.programmes.lists.listings import Listing, key_of
from scheduler.sources.programmes.lists.mappings import FIELDS
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.times.columns import settled
from scheduler.sources.tables.sheets import Value
from scheduler.wording import counted

_OTHERS = {*map(key_of, (*OTHER_TIMES, *STATES))}


def columns_of(listing: Listing, *, has_authors: bool) -> Iterator[Line]:
    """Yield what stands in which column, and why; speakers not if authors have a table of their own."""
    by_field = _by_heading(listing)
    if has_authors:
        by_field.pop("speakers", None)
    else:
        yield from _running(listing, by_field)
    by_content = _by_content(listing, by_field)
    for name, (heading, why) in by_content.items():
        yield Line(name, heading, why)
    for name in FIELDS:
        if not (headings := by_field.get(name, [])):
            continue
        several = name == "speakers" and len(headings) > 1
        more = [] if several else headings[1:]
        also = f"; {', '.join(more)} would do as well" if more else ""
        yield Line(
            name,
            sorted(headings, key=[*listing.columns].index) if several else headings[0],
            f"by its heading; {_content(listing.values(headings[0]))}{also}",
        )


def _by_heading(listing: Listing) -> dict[str, list[str]]:
    """Return headings by what they say that their columns hold, the likeliest first."""
    found: dict[str, list[str]] = {}
    for heading in listing.columns:
        name = None if key_of(heading) in _OTHERS else field_of(heading)
        if name == "attendance" and not is_of_crowds(listing.values(heading)):
            continue
        if name is not None:
            found.setdefault(name, []).append(heading)
    all_ = {name: [*headings] for name, headings in found.items()}
    for name, headings in found.items():
        if any(map(is_known_as, headings)):
            headings[:] = filter(is_known_as, headings)
        headings.sort(key=lambda each, name=name: rank_of(name, each))  # type: ignore[misc]
    settled(listing, found, all_)
    return found


def _running(listing: Listing, by_field: dict[str, list[str]]) -> Iterator[Line]:
    """Take away, and yield, what counts rows alone and is no id."""
    headings = by_field.get("id", [])
    for heading in [*headings]:
        values = listing.values(heading)
        if are_running(values):
            headings.remove(heading)
            why = f"no id, but a running number from 1 to {len(values)}, which changes with the rows above"
            yield Line("#", heading, why)


def _by_content(listing: Listing, by_field: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Return the columns of what no heading names, by what stands in them, and why they are taken."""
    taken = {each for headings in by_field.values() for each in headings}
    free = [each for each in listing.columns if each not in taken and key_of(each) not in _OTHERS]
    rows = sum(1 for _ in listing.rows())
    found: dict[str, tuple[str, str]] = {}
    starts = by_field.get("start", [])
    looked_for = (
        ("start", is_of_times, "times stand in it"),
        ("date", is_of_days, "days stand in it"),
        ("title", lambda values: is_of_titles(values, rows), "another text stands in each row"),
    )
    for name, is_of, why in looked_for:
        if name in by_field or (name == "date" and is_of_dates(_values(listing, starts))):
            continue
        heading = next((each for each in free if is_of(listing.values(each))), None)
        if heading is not None:
            found[name] = heading, why
            free.remove(heading)
            starts = [heading] if name == "start" else starts
    return found


def _values(listing: Listing, headings: Sequence[str]) -> Sequence[Value]:
    return listing.values(headings[0]) if headings else ()


def _content(values: Sequence[Value]) -> str:
    """Return what stands in a column, in words."""
    texts = {str(each).casefold() for each in values}
    filled = counted(len(values), "row")
    return f"{filled} with {counted(len(texts), 'value')}"
