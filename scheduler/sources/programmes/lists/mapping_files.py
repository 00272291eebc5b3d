"""The file of a mapping: what it says, and what is wrong with it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from scheduler.instance import closest, nearest, quoted
from scheduler.sources.documents import document
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, brief
from scheduler.sources.programmes.intake import Intake, content_of
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.mappings import (
    FIELDS,
    HEADED,
    LONGEST,
    MOST_SEATS,
    PEOPLE,
    ListMapping,
    PeopleList,
)
from scheduler.sources.programmes.lists.values import ORDERS, UNITS
from scheduler.sources.variants.layers import Pages


def mapping_in(path: Path, intake: Intake, pages: Pages) -> ListMapping | None:
    """Return what a file says; complain of what is wrong with it. None if it cannot be read."""
    taken = content_of(path, intake, pages)
    if taken is None:
        return None
    content, later = taken
    own = Intake(intake.given)
    try:
        root = document(content, is_json=path.suffix.lower() == ".json")
        own.complaints += blemishes(root)
        found = _Reading(own).mapping(root) if own.is_mapping(root, "mapping") else None
    except BrokenError as error:
        own.complaints.append(Complaint(error.line, str(error)))
        found = None
    intake.complaints += (Complaint(each.line + later, each.text) for each in own.complaints)
    if found is not None:
        found.lines = {name: line + later for name, line in found.lines.items()}
        found.begin = later
    return found


class _Reading:
    """Fields of a mapping, with a complaint for each that is not what it should be."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def mapping(self, root: Node) -> ListMapping:
        """Return all of it."""
        intake, found = self._intake, ListMapping()
        readers: Mapping[str, Callable[[Node], None]] = {
            "columns": lambda node: self._columns(node, found),
            "people": lambda node: self._people(node, found),
            "rooms": lambda node: self._rooms(node, found),
        }
        known = (*_PLAIN, *readers)
        values = root.value if isinstance(root.value, dict) else {}
        found.lines = {name: node.line for name, node in values.items()}
        self._unknown(values.items(), known, "")
        for name, read in readers.items():
            if (node := values.get(name)) is not None and node.value is not None:
                read(node)
        if "columns" not in values:
            intake.complain(root.line, "columns", "no `columns`", "headings by what they hold")
        found.title = intake.text(root, "title", "mapping")
        if (lists := root.child("list")) is not None and lists.value is not None:
            found.lists = self._texts(lists, "list", as_is=True)
        self._days(root, found)
        found.dates = self._choice(root, "dates", ORDERS, found.dates)
        found.unit = UNITS[self._choice(root, "durations", tuple(UNITS), "minutes")]
        found.year = self._number(root, "year", 1970, 2199)
        found.minutes = self._number(root, "minutes", 1, LONGEST)
        if (signs := root.child("between")) is not None:
            found.between = self._texts(signs, "between", as_is=True) or found.between
        if (is_only := root.child("only_between")) is not None:
            found.only_between = self._truth(is_only, "only_between")
        if (headings := root.child("headings")) is not None and headings.value is not None:
            found.is_headed = self._truth(headings, "headings")
        if (is_next := root.child("until_next")) is not None and is_next.value is not None:
            found.until_next = self._truth(is_next, "until_next")
        if (only := root.child("only")) is not None:
            found.only = self._only(only, "only")
        self._title_headings(root, found)
        return found

    def _title_headings(self, root: Node, found: ListMapping) -> None:
        """Read what the headings of titles say, which has to be said of several columns of titles alone."""
        said = self._choice(root, "title_headings", HEADED, "")
        titles = found.columns.get("title", ())
        if len(titles) > 1 and not said:
            line, hint = (
                found.line("columns.title"),
                "Say what their headings are: `title_headings`.",
            )
            self._intake.complain(line, "columns.title", f"{len(titles)} columns", "one", hint)
        elif said in found.columns:
            line, expected = found.lines["title_headings"], f"no column `{said}` besides"
            self._intake.complain(line, "title_headings", quoted(said), expected)
        found.title_headings = said

    def _unknown(self, items: Iterable[tuple[str, Node]], known: Iterable[str], where: str) -> None:
        names = [*known]
        for name, node in items:
            if name not in names:
                expected = "a field that a mapping has"
                place = f"{where}{name}"
                self._intake.complain(
                    node.line, place, quoted(name), expected, nearest(name, names)
                )

    def _days(self, root: Node, found: ListMapping) -> None:
        intake = self._intake
        found.first_day = intake.date(root, "first_day", "mapping")
        found.last_day = intake.date(root, "last_day", "mapping")
        zone = root.child("zone")
        line = root.line if zone is None else zone.line
        found.zone = intake.zone(intake.text(root, "zone", "mapping"), line, "zone")
        first, last = found.first_day, found.last_day
        if first is not None and last is not None and last < first:
            line = found.lines["last_day"]
            intake.complain(line, "last_day", str(last), f"{first} or later")

    def _columns(self, node: Node, found: ListMapping) -> None:
        if not self._intake.is_mapping(node, "columns") or not isinstance(node.value, dict):
            return
        self._unknown(node.value.items(), FIELDS, "columns.")
        columns = {}
        for name, child in node.value.items():
            if child.value is None or name not in FIELDS:
                continue
            columns[name] = self._texts(child, f"columns.{name}")
            if len(columns[name]) > 1 and name not in ("speakers", "title", "room", "end"):
                found_here = f"{len(columns[name])} columns"
                self._intake.complain(child.line, f"columns.{name}", found_here, "one")
        found.lines = {**found.lines, **{f"columns.{n}": c.line for n, c in node.value.items()}}
        if not columns.get("title"):
            self._intake.complain(
                node.line, "columns.title", "nothing", "the heading of the column of titles"
            )
        found.columns = {name: headings for name, headings in columns.items() if headings}

    def _rooms(self, node: Node, found: ListMapping) -> None:
        if not self._intake.is_mapping(node, "rooms") or not isinstance(node.value, dict):
            return
        known: dict[str, str] = {}
        for name, child in node.value.items():
            before = known.setdefault(folded(name), name)
            if before != name:
                expected = f"another room than {quoted(before)}"
                self._intake.complain(child.line, "rooms", quoted(name), expected)
        found.rooms = {
            " ".join(name.split()): self._seats(child, name) for name, child in node.value.items()
        }

    def _seats(self, node: Node, name: str) -> int | None:
        return self._within(node, f"rooms.{name}", 1, MOST_SEATS)

    def _people(self, node: Node, found: ListMapping) -> None:
        if not self._intake.is_mapping(node, "people") or not isinstance(node.value, dict):
            return
        self._unknown(node.value.items(), PEOPLE, "people.")
        texts = {
            key: self._intake.text(node, key, "people", needed=True) for key in ("list", "session")
        }
        name, only = node.child("name"), node.child("only")
        if name is None:
            self._intake.complain(node.line, "people.name", "no `name`", PEOPLE["name"])
            return
        found.people = PeopleList(
            texts["list"],
            texts["session"],
            self._texts(name, "people.name"),
            {} if only is None else self._only(only, "people.only"),
        )

    def _only(self, node: Node, where: str) -> Mapping[str, tuple[str, ...]]:
        if node.value is None or not self._intake.is_mapping(node, where):
            return {}
        items = node.value.items() if isinstance(node.value, dict) else ()
        return {
            name: self._texts(child, f"{where}.{name}", may_be_empty=True) for name, child in items
        }

    def _texts(
        self, node: Node, where: str, *, as_is: bool = False, may_be_empty: bool = False
    ) -> tuple[str, ...]:
        """Return a text, or those of a list; nothing is one, too, where it stands for an empty cell."""
        each = node.value if isinstance(node.value, list) else [node]
        found = []
        for one in each:
            text = one.plain if one.plain is not None else one.value
            if may_be_empty and one.value in (None, ""):
                found.append("")
            elif isinstance(one.value, list | dict) or not isinstance(text, str) or not text:
                self._intake.complain(one.line, where, brief(one), "text, or a list of texts")
            else:
                found.append(text if as_is else " ".join(text.split()))
        return tuple(found)

    def _choice(self, root: Node, key: str, known: tuple[str, ...], usual: str) -> str:
        node = root.child(key)
        if node is None or node.value is None:
            return usual
        if isinstance(node.value, str) and node.value in known:
            return node.value
        hint = closest(str(node.value), known)
        self._intake.complain(node.line, key, brief(node), " or ".join(map(quoted, known)), hint)
        return usual

    def _truth(self, node: Node, where: str) -> bool:
        if node.value is not None and not isinstance(node.value, bool):
            self._intake.complain(node.line, where, brief(node), "true or false")
        return node.value is True

    def _number(self, root: Node, key: str, least: int, most: int) -> int | None:
        node = root.child(key)
        return None if node is None else self._within(node, key, least, most)

    def _within(self, node: Node, where: str, least: int, most: int) -> int | None:
        value = node.value
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            expected = f"a whole number from {least:,} to {most:,}"
            self._intake.complain(node.line, where, brief(node), expected)
            return None
        return value


_PLAIN = (
    *("title", "list", "zone", "first_day", "last_day", "dates", "year", "durations", "minutes"),
    *("until_next", "between", "only_between", "only", "headings", "title_headings"),
)
