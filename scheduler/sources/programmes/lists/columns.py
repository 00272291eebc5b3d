"""Which column of a list holds what: known by its heading, or else by what stands there."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from scheduler.sources.programmes.lists.contents import (
    are_round,
    are_running,
    are_to_the_second,
    is_of_crowds,
    is_of_dates,
    is_of_days,
    is_of_names,
    is_of_numbers,
    is_of_times,
    is_of_titles,
)
from scheduler.sources.programmes.lists.heading_words import is_part_of_a_name
from scheduler.sources.programmes.lists.headings import (
    STATES,
    WEAK_TITLE,
    field_of,
    is_known_as,
    is_of_a_form,
    rank_of,
)
from scheduler.sources.programmes.lists.listings import Listing, key_of
from scheduler.sources.programmes.lists.mappings import FIELDS
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.selection.grids import days_beside, narrowed
from scheduler.sources.programmes.lists.selection.panels import is_alike, panels
from scheduler.sources.programmes.lists.selection.person_columns import without_keys
from scheduler.sources.programmes.lists.selection.places import day_of_ends, houses_of
from scheduler.sources.programmes.lists.selection.sections import untitled
from scheduler.sources.programmes.lists.selection.stages import rooms_beside, stages
from scheduler.sources.programmes.lists.selection.unheaded import fullest
from scheduler.sources.programmes.lists.times.columns import settled
from scheduler.sources.tables.sheets import Value
from scheduler.wording import counted, listed

_STATES = {*map(key_of, STATES)}
_NO_NUMBERS = {
    **dict.fromkeys(("start", "end"), "whole numbers, and no times such as 09:30"),
    **dict.fromkeys(("title", "speakers", "chair"), "numbers, and no names"),
}
"""What is said of columns of numbers that their headings take for something else."""
_SENT = "when a form was sent, or a row was changed, {}: not taken over"


def columns_of(listing: Listing, *, has_authors: bool) -> Iterator[Line]:
    """Yield what stands in which column, and why; speakers not if authors have a table of their own."""
    by_field = _by_heading(listing)
    reasons: dict[str, str] = {}
    titles, said = beside(listing)
    if titles:
        listing = narrowed(listing, by_field, titles, said)
    all_ = {name: [*headings] for name, headings in by_field.items()}
    yield from _told_apart(listing, by_field, reasons)
    yield from _running(listing, by_field, has_authors=has_authors)
    by_content = _by_content(listing, by_field)
    for name, (heading, why) in by_content.items():
        yield Line(name, heading, why)
    if "title" not in {**by_field, **by_content}:
        taken = [heading for heading, _ in by_content.values()]
        yield _no_title(listing, taken, by_field)
    for name in FIELDS:
        if not (headings := by_field.get(name, [])):
            continue
        whole = _of_several(listing, name, headings[0], titles, all_.get(name, ()))
        if whole is not None:
            yield whole
            continue
        several = name == "speakers" and len(headings) > 1
        more = [] if several else headings[1:]
        also = f"; {', '.join(more)} would do as well" if more else ""
        if name == "title":
            also += "".join(
                f"; {each}" for each in untitled(listing, headings[0], _kind(by_field), by_field)
            )
        yield Line(
            name,
            sorted(headings, key=[*listing.columns].index) if several else headings[0],
            f"{reasons.get(name, 'by its heading')}; {_content(listing.values(headings[0]))}{also}",
        )
    yield from _sent(listing, {heading for heading, _ in by_content.values()})
    parts = [*filter(is_part_of_a_name, listing.columns)]
    if "speakers" not in by_field and len(parts) > 1:
        why = "parts of names: put them together into one column to have `speakers`"
        yield Line("#", ", ".join(parts), why)


def _of_several(
    listing: Listing, name: str, heading: str, titles: Sequence[str], all_: Sequence[str]
) -> Line | None:
    """Return the line of what several columns say: titles side by side, a room, an end; None for all else."""
    if titles and name == "title":
        why = f"{len(titles)} columns side by side, each with a session in a row"
        return Line(name, titles, why)
    if name == "room" and (houses := houses_of(listing, heading, all_)):
        why = f"{heading} stands for several rooms; with {listed(houses)} it is one"
        return Line(name, [*houses, heading], why)
    if name == "end" and (days := day_of_ends(listing, heading, all_)):
        return Line(name, [*days, heading], f"by their headings; {days[0]} has its day")
    return None


def beside(listing: Listing) -> tuple[list[str], str]:
    """Return columns of titles that stand side by side, and what their headings say: the day, or the room."""
    if days := days_beside(listing):
        return days, "date"
    return rooms_beside(listing, _by_heading(listing)), "room"


def _told_apart(
    listing: Listing, by_field: dict[str, list[str]], reasons: dict[str, str]
) -> Iterator[Line]:
    """Take away, and yield, columns that their headings confuse; rank the others, with reasons."""
    yield from stages(listing, by_field)
    by_field.get("title", []).sort(key=lambda each: rank_of("title", each))
    named = [*by_field.get("title", ())]
    yield from panels(listing, by_field)
    yield from _numbers(listing, by_field)
    yield from without_keys(listing, by_field)
    reasons |= _name_beside_title(listing, by_field)
    if by_field.get("track", ["-"])[0] in named:
        reasons["track"] = (
            "the same in several rows at different times, each with a title of its own"
        )
    every = {name: [*headings] for name, headings in by_field.items()}
    for name, headings in by_field.items():
        _rank(name, headings)
    settled(listing, by_field, every)


def _no_title(
    listing: Listing, taken: Sequence[str], by_field: Mapping[str, Sequence[str]]
) -> Line:
    """Return the line of titles that no heading names: the fullest column where there are no headings."""
    beside = by_field.get("track", ())
    others = [each for name in by_field if name != "track" for each in by_field[name]]
    text = fullest(listing, [*taken, *others])
    if text is not None and not listing.heading_row:
        return Line("title", text, "most texts stand in it")
    why = "not found: put the heading of the column that has the titles"
    if text is not None and text in beside and len(beside) > 1:
        why += f"; if {listed([*beside])} have them, give each session a row of its own"
    elif text is not None:
        why += f"; most texts stand in {text}"
    return Line("title", None, why)


def _sent(listing: Listing, taken: Collection[str]) -> Iterator[Line]:
    """Yield the columns of when a form was sent, but what is taken for something else."""
    why = _SENT.format("by its heading")
    for heading in listing.columns:
        if is_of_a_form(heading) and heading not in taken:
            yield Line("#", heading, why)


def _by_heading(listing: Listing) -> dict[str, list[str]]:
    """Return headings by what they say that their columns hold."""
    found: dict[str, list[str]] = {}
    for heading in listing.columns:
        is_other = key_of(heading) in _STATES or is_of_a_form(heading)
        name = None if is_other else field_of(heading)
        if name == "attendance" and not is_of_crowds(listing.values(heading)):
            continue
        if name is not None:
            found.setdefault(name, []).append(heading)
    return found


def _numbers(listing: Listing, by_field: dict[str, list[str]]) -> Iterator[Line]:
    """Take away, and yield, columns of numbers that are no times, and no names, and times of a form."""
    for field in ("date", "start", "end"):
        for heading in [*by_field.get(field, [])]:
            if are_to_the_second(listing.values(heading)):
                by_field[field].remove(heading)
                yield Line("#", heading, _SENT.format("as they are to the second"))
        if field in by_field and not by_field[field]:
            del by_field[field]
    for field, why in _NO_NUMBERS.items():
        for heading in [*by_field.get(field, [])]:
            if is_of_numbers(listing.values(heading)):
                by_field[field].remove(heading)
                yield Line("#", heading, f"{why}, though its heading may be that of `{field}`")
        if field in by_field and not by_field[field]:
            del by_field[field]


def _name_beside_title(listing: Listing, by_field: dict[str, list[str]]) -> dict[str, str]:
    """Take a column of names beside one of titles for the speakers, if nothing else is; return why."""
    titles = by_field.get("title", [])
    if "speakers" in by_field or not any(rank_of("title", each) < WEAK_TITLE for each in titles):
        return {}
    for heading in titles:
        if rank_of("title", heading) >= WEAK_TITLE and is_of_names(listing.values(heading)):
            titles.remove(heading)
            by_field["speakers"] = [heading]
            return {"speakers": "names of persons stand in it, beside a column of titles"}
    return {}


def _rank(name: str, headings: list[str]) -> None:
    """Put the likeliest heading of a field first, and leave out what is but a word beside a whole one."""
    headings.sort(key=lambda each: rank_of(name, each))
    if name == "title" and rank_of(name, headings[0]) < WEAK_TITLE:
        headings[:] = (each for each in headings if rank_of(name, each) < WEAK_TITLE)
    elif name != "title" and any(map(is_known_as, headings)):
        headings[:] = filter(is_known_as, headings)


def _running(
    listing: Listing, by_field: dict[str, list[str]], *, has_authors: bool
) -> Iterator[Line]:
    """Take away, and yield, what counts rows alone and is no id; speakers if authors have a table."""
    if has_authors:
        by_field.pop("speakers", None)
        return
    headings = by_field.get("id", [])
    others = [names[0] for each in ("title", "start") if (names := by_field.get(each))]
    for heading in [*headings]:
        values = listing.values(heading)
        if not all(is_alike(listing, heading, each) for each in others):
            headings.remove(heading)
            yield Line("#", heading, "no id, as it is the same in rows of several sessions")
        elif are_running(values):
            headings.remove(heading)
            last = str(values[-1]).strip().removesuffix(".").removesuffix(".0")
            first = int(last) - len(values) + 1
            why = f"no id, but a running number from {first} to {last}, which changes with the rows above"
            yield Line("#", heading, why)


def _by_content(listing: Listing, by_field: dict[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Return the columns of what no heading names, by what stands in them, and why they are taken."""
    taken = {each for headings in by_field.values() for each in headings}
    free = [each for each in listing.columns if each not in taken and key_of(each) not in _STATES]
    sent = [each for each in free if is_of_a_form(each)]
    free = [each for each in free if each not in sent]
    free = [each for each in free if not are_to_the_second(listing.values(each))]
    rows = sum(1 for _ in listing.rows())
    found: dict[str, tuple[str, str]] = {}
    starts = by_field.get("start", [])
    looked_for = (
        ("start", is_of_times, "times stand in it"),
        ("date", is_of_days, "days stand in it"),
        ("title", lambda values: _are_titles(values, rows), "another text stands in each row"),
        ("speakers", is_of_names, "names of persons stand in it"),
    )
    for name, is_of, why in looked_for[: None if not listing.heading_row else -1]:
        if name in by_field or (name == "date" and is_of_dates(_values(listing, starts))):
            continue
        heading = next((each for each in free if is_of(listing.values(each))), None)
        if heading is not None:
            found[name] = heading, why
            free.remove(heading)
        elif name == "start" and (heading := _round(listing, sent)) is not None:
            found[name] = heading, _ROUND
        starts = [found["start"][0]] if "start" in found else starts
    return found


_ROUND = (
    "the only column of times; its heading is that of when a form was sent, but all are at five full "
    "minutes: take it out if they are not those of sessions"
)


def _round(listing: Listing, sent: Sequence[str]) -> str | None:
    """Return a column whose heading is that of when a form was sent, and whose values are not."""
    some = ((each, listing.values(each)) for each in sent)
    return next((each for each, values in some if is_of_times(values) and are_round(values)), None)


def _are_titles(values: Sequence[Value], rows: int) -> bool:
    return is_of_titles(values, rows) and not is_of_names(values)


def _values(listing: Listing, headings: Sequence[str]) -> Sequence[Value]:
    return listing.values(headings[0]) if headings else ()


def _kind(by_field: Mapping[str, Sequence[str]]) -> str:
    return next(iter(by_field.get("kind", ())), "")


def _content(values: Sequence[Value]) -> str:
    """Return what stands in a column, in words."""
    texts = {str(each).casefold() for each in values}
    filled = counted(len(values), "row")
    return f"{filled} with {counted(len(texts), 'value')}"
