"""Recognise the format of files, and read their programme."""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief, copied
from scheduler.sources.programmes.formats import (
    calendars,
    indico,
    pretalx,
    schedule_json,
    schedule_xml,
    sessionize,
)
from scheduler.sources.programmes.formats.fields import minutes_between
from scheduler.sources.programmes.intake import MOST_NAMED, Intake, content_of
from scheduler.sources.programmes.records import SourceProgramme
from scheduler.sources.variants.layers import Pages
from scheduler.wording import counted, shortened

MOST_ODD = 50
"""Rows left out with a note each, at most."""
USUAL = 60
"""Minutes of an event, if no event has a length."""
_KNOWN = (
    "a schedule.json or schedule.xml (frab, pretalx, pentabarf), answers of the API of pretalx, an event or "
    "a timetable of Indico, all.json or a view of Sessionize, or a calendar (.ics)"
)
_BY_MAPPING = (
    "For a list of talks, `scheduler import --guess` proposes a mapping; give it with --mapping."
)


def programme_in(paths: Sequence[Path], intake: Intake, pages: Pages) -> SourceProgramme | None:
    """Return the programme of files; complain and return None if they hold none.

    Single rows with errors are left out, each with a note, unless they are more than the others.
    """
    roots = [root for path in paths if (root := _root_of(path, intake, pages)) is not None]
    if len(roots) != len(paths):
        return None
    programme = _read(roots, intake)
    if programme is not None:
        programme = _with_lengths(programme, intake)
    intake.leave_rest()
    if intake.complaints or programme is None or intake.odd_rows > len(programme.events):
        intake.complaints += intake.odd
        return programme
    for each in sorted(intake.odd, key=lambda odd: odd.line)[:MOST_ODD]:
        intake.leave(f"{pages.where(each.line)}: {each.text} Left out.")
    if len(intake.odd) > MOST_ODD:
        intake.leave(f"{len(intake.odd) - MOST_ODD} more like these, left out.")
    return programme


def _with_lengths(programme: SourceProgramme, intake: Intake) -> SourceProgramme:
    """Return a programme in which each event has a length: its own, or the commonest of its kind, or of all.

    An assumed length ends with the next event in the room at the latest.
    """
    lengths: dict[str, Counter[int]] = {"": Counter()}
    starts: dict[str, list[datetime]] = {}
    for each in programme.events:
        for kind in {each.kind, ""} if each.minutes else ():
            lengths.setdefault(kind, Counter())[each.minutes] += 1
        if each.start is not None and each.room:
            insort(starts.setdefault(each.room, []), each.start)
    events, named = [], []
    for each in programme.events:
        minutes = each.minutes
        if not minutes:
            of_kind = lengths.get(each.kind, lengths[""])
            minutes = next((length for length, _ in of_kind.most_common(1)), USUAL)
            if each.start is not None:
                later = starts.get(each.room, [])
                for following in later[bisect_right(later, each.start) :][:1]:
                    minutes = min(minutes, minutes_between(each.start, following) or minutes)
            named.append(f"{each.title} ({minutes} min)")
        events.append(replace(each, minutes=minutes))
    if named:
        some = "; ".join(shortened(named, MOST_NAMED))
        intake.leave(f"Assumed the length of {counted(len(named), 'event')}: {some}.")
    return replace(programme, events=tuple(events))


def _root_of(path: Path, intake: Intake, pages: Pages) -> Node | None:
    """Return the nodes of a file, with lines as if all files were one; None if it cannot be read."""
    taken = content_of(path, intake, pages)
    if taken is None:
        return None
    content, later = taken
    try:
        if path.suffix.lower() == ".ics":
            return calendars.calendar_of(content, later)
        is_xml = path.suffix.lower() == ".xml"
        root = schedule_xml.schedule_of(content) if is_xml else document(content, is_json=True)
    except BrokenError as error:
        intake.complaints.append(Complaint(error.line + later, str(error)))
        return None
    intake.complaints += (Complaint(each.line + later, each.text) for each in blemishes(root))
    return copied(root, later)


Reader = Callable[[Node, Intake], SourceProgramme | None]
_READERS: Mapping[Callable[[Node], bool], Reader] = {
    lambda root: isinstance(root, calendars.Parsed): calendars.programme_in,
    schedule_json.is_schedule: schedule_json.programme_in,
    indico.is_export: indico.programme_in,
    sessionize.is_view: sessionize.programme_in,
}
"""Formats of one file: how to recognise and to read them."""


def _read(roots: Sequence[Node], intake: Intake) -> SourceProgramme | None:
    """Return the programme of files; complain of those of no known format."""
    first = roots[0]
    reader = next((read for is_it, read in _READERS.items() if is_it(first)), None)
    if reader is not None:
        for other in roots[1:]:
            intake.complain(other.line, "import", "a second programme", "one")
        return reader(first, intake)
    if pretalx.is_answer(first):
        return pretalx.programme_in(roots, intake)
    found = brief(first)
    if isinstance(first.value, dict):
        found = f"a mapping with {', '.join(map(quoted, [*first.value][:3])) or 'nothing in it'}"
    intake.complain(first.line, "programme", found, _KNOWN, _BY_MAPPING)
    return None
