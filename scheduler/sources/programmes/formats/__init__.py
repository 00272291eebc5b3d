"""Programmes of other systems, one module for each format; here, their files are recognised and read."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.documents import document
from scheduler.sources.nodes import Node, brief
from scheduler.sources.programmes.formats import (
    calendars,
    indico,
    pretalx,
    schedule_json,
    schedule_xml,
    sessionize,
)
from scheduler.sources.programmes.intake import Intake, nodes_of, tree_of
from scheduler.sources.programmes.records import SourceProgramme
from scheduler.sources.variants.layers import Pages

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
    lengths = Counter(each.minutes for each in programme.events if each.minutes)
    usual = next((length for length, _ in lengths.most_common(1)), USUAL)
    for each in programme.events:
        if not each.minutes:
            intake.skip(each.title, f"without a length, for which {usual} minutes are assumed")
    events = tuple(replace(each, minutes=each.minutes or usual) for each in programme.events)
    return replace(programme, events=events)


def _root_of(path: Path, intake: Intake, pages: Pages) -> Node | None:
    """Return the nodes of a file, with lines as if all files were one; None if it cannot be read."""
    if path.suffix.lower() == ".ics":
        return nodes_of(path, intake, pages, calendars.calendar_of)
    is_xml = path.suffix.lower() == ".xml"
    parse = schedule_xml.schedule_of if is_xml else partial(document, is_json=True)
    return tree_of(path, intake, pages, parse)


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
