"""``schedule.xml`` of frab, pretalx and pentabarf, as the ``schedule.json`` that says the same.

The format is described by https://github.com/voc/schedule/tree/master/validator/xsd (``schedule.xml.xsd``).
The XML of pentabarf, such as https://fosdem.org/2018/schedule/xml, is the same without ``date`` and ``guid``.
XML is read without entities, document types or anything from elsewhere.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from scheduler.sources.nodes import DEEPEST, BrokenError, Node

MOST_ELEMENTS = 500_000
"""Elements of a file at most."""


@dataclass(slots=True)
class _Element:
    """An element, the line where it begins, and what is in it."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["_Element"] = field(default_factory=list)

    def all(self, name: str) -> list["_Element"]:
        return [each for each in self.children if each.name == name]

    def node(self) -> Node:
        """Return its text, and that of what is in it."""
        return Node(self.line, self.whole_text())

    def whole_text(self) -> str:
        texts = (self.text.strip(), *(each.whole_text() for each in self.children))
        return "\n".join(filter(None, texts))

    def said(self) -> dict[str, Node]:
        """Return its attributes."""
        return {key: Node(self.line, value) for key, value in self.attributes.items()}


def schedule_of(content: bytes) -> Node:
    """Return a ``schedule.xml`` as the nodes of a ``schedule.json``, and any other as its root.

    Raises `BrokenError` for what is no XML.
    """
    root = _root_of(content)
    if root.name != "schedule":
        return Node(root.line, f"<{root.name[:40]}>")
    said: dict[str, Node] = {}
    for conference in root.all("conference")[:1]:
        fields: dict[str, Node] = {}
        for each in conference.children:
            if each.name not in ("rooms", "tracks"):
                fields.setdefault(each.name, each.node())
        fields["days"] = Node(root.line, [_day(day) for day in root.all("day")])
        lines = {name: node.line for name, node in fields.items()}
        said["conference"] = Node(conference.line, fields, key_lines=lines)
    for generator in root.all("generator")[:1]:
        said["generator"] = Node(generator.line, generator.said())
    return Node(root.line, {"schedule": Node(root.line, said)})


def _day(day: _Element) -> Node:
    events: dict[str, list[Node]] = {}
    for room in day.all("room"):
        of_room = events.setdefault(room.attributes.get("name", ""), [])
        of_room += map(_event, room.all("event"))
    rooms = {name: Node(day.line, of_room) for name, of_room in events.items()}
    return Node(day.line, day.said() | {"rooms": Node(day.line, rooms)})


def _event(event: _Element) -> Node:
    """Return an event. Its persons may stand in it directly, without `persons` around them."""
    fields, people = event.said(), list[Node]()
    for child in event.children:
        if child.name in ("persons", "person"):
            inside = child.all("person") if child.name == "persons" else [child]
            people += (Node(each.line, each.said() | {"name": each.node()}) for each in inside)
        elif child.name not in fields or fields[child.name].value in ("", []):
            fields[child.name] = child.node()
    return Node(event.line, fields | {"persons": Node(event.line, people)})


def _root_of(content: bytes) -> _Element:
    """Return the root of a document, or raise `BrokenError`."""
    parser = expat.ParserCreate()
    open_: list[_Element] = [_Element("", 0, {})]
    pieces: list[list[str]] = [[]]
    count = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        line = parser.CurrentLineNumber
        if len(open_) > DEEPEST:
            raise BrokenError(line, f"found more than {DEEPEST} levels inside each other.")
        if count > MOST_ELEMENTS:
            raise BrokenError(line, f"found more than {MOST_ELEMENTS:,} elements.")
        element = _Element(name.rpartition(":")[2], line, attributes)
        open_[-1].children.append(element)
        open_.append(element)
        pieces.append([])

    def end(_name: str) -> None:
        text = "".join(pieces.pop())
        open_.pop().text = text.replace("\r\n", "\n").replace("\r", "\n")  # &#13; comes through

    def say(text: str) -> None:
        pieces[-1].append(text)

    def refuse(*_: object) -> None:
        found = "found a document type (DOCTYPE), expected none. Delete this line."
        raise BrokenError(parser.CurrentLineNumber, found)

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  (a parameter without a name)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        found = f"expected XML, but at character {error.offset + 1} the parser says: {reason}."
        raise BrokenError(error.lineno, found) from error
    except (LookupError, ValueError) as error:
        raise BrokenError(1, f"expected XML in UTF-8: {error}.") from error
    return open_[0].children[0]
