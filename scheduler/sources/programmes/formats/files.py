"""Which format the files of a programme have, and what they say."""

from collections.abc import Callable, Sequence
from pathlib import Path

from scheduler.instance import quoted
from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief, data_of
from scheduler.sources.programmes.formats import (
    answers,
    calendars,
    indico,
    pretalx,
    schedule_json,
    schedule_xml,
)
from scheduler.sources.programmes.formats.xml_nodes import element_of
from scheduler.sources.programmes.intake import Intake, content_of
from scheduler.sources.programmes.records import Programme
from scheduler.sources.tables.json_lists import lists_in
from scheduler.sources.variants.layers import Pages
from scheduler.sources.variants.trees import copied


def programme_in(paths: Sequence[Path], intake: Intake, pages: Pages) -> Programme | None:
    """Return the programme that files hold, or None; what is wrong with them is complained of."""
    roots = [root for path in paths if (root := root_of(path, intake, pages)) is not None]
    return _reader(roots, paths)(roots, intake) if len(roots) == len(paths) else None


def root_of(path: Path, intake: Intake, pages: Pages) -> Node | None:
    """Return what a file holds, with lines as if all files were one; None if it cannot be read."""
    taken = content_of(path, intake, pages)
    if taken is None:
        return None
    content, later = taken
    try:
        if path.suffix.lower() == ".ics":
            return calendars.calendar_of(content, intake, later)
        root = _parsed(content, path)
    except BrokenError as error:
        intake.complaints.append(Complaint(error.line + later, str(error)))
        return None
    intake.complaints += (Complaint(each.line + later, each.text) for each in blemishes(root))
    return copied(root, later)


def _parsed(content: bytes, path: Path) -> Node:
    if path.suffix.lower() != ".xml":
        return document(content, is_json=True)
    element = element_of(content)
    if element.name != "schedule":
        raise BrokenError(element.line, f"found <{element.name[:40]}>, expected <schedule>.")
    return schedule_xml.node_of(element)


Reader = Callable[[Sequence[Node], Intake], Programme | None]


def _reader(roots: Sequence[Node], paths: Sequence[Path]) -> Reader:
    """Return the reader of what files seem to be, or one that complains of them."""
    first = roots[0]
    if paths[0].suffix.lower() == ".ics":
        return _only(calendars.programme_in)
    if schedule_json.is_schedule(first):
        return _only(schedule_json.programme_in)
    if indico.is_timetable(first):
        return _only(indico.programme_in)
    if answers.is_answer(first):
        return pretalx.programme_in
    return _unknown


def _only(reader: Callable[[Node, Intake], Programme | None]) -> Reader:
    """Return a reader of several files that expects one."""

    def read(roots: Sequence[Node], intake: Intake) -> Programme | None:
        for other in roots[1:]:
            intake.complain(other.line, "import", "another programme", "one alone")
        return reader(roots[0], intake)

    return read


def _unknown(roots: Sequence[Node], intake: Intake) -> None:
    """Complain of a file that is no programme."""
    found, hint = brief(roots[0]), ""
    if isinstance(roots[0].value, dict):
        found = f"a mapping with {', '.join(map(quoted, [*roots[0].value][:3])) or 'nothing in it'}"
    if lists_in(data_of(roots[0])):
        hint = "A list of talks needs a mapping, which import --guess proposes."
    intake.complain(roots[0].line, "programme", found, _EXPECTED, hint)


_EXPECTED = "a schedule.json, answers of the API of pretalx, or a timetable of Indico"
