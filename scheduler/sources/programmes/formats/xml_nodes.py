"""XML, element by element: without entities, document types or anything from elsewhere."""

from dataclasses import dataclass, field
from xml.parsers import expat

from scheduler.sources.nodes import DEEPEST, BrokenError, Node

MOST_ELEMENTS = 500_000
"""Elements of a file at most."""


@dataclass(slots=True)
class Element:
    """An element, the line where it begins, and what is in it."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> list["Element"]:
        """Return the elements of a name that are right inside."""
        return [each for each in self.children if each.name == name]

    def first(self, name: str) -> "Element | None":
        """Return the first of them, if there is one."""
        return next(iter(self.all(name)), None)

    def node(self) -> Node:
        """Return its text as a value."""
        return Node(self.line, self.text.strip())


def element_of(content: bytes) -> Element:
    """Return the root of a document, or raise `BrokenError`."""
    growth, parser = _Growth(), expat.ParserCreate()
    growth.parser = parser
    parser.StartElementHandler = growth.begin
    parser.EndElementHandler = growth.end
    parser.CharacterDataHandler = growth.say
    parser.StartDoctypeDeclHandler = growth.refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003  (a parameter without a name)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        found = f"expected XML: {reason}, at character {error.offset + 1}."
        raise BrokenError(error.lineno, found) from error
    except (LookupError, ValueError) as error:
        raise BrokenError(1, f"expected XML in UTF-8: {error}.") from error
    if growth.root is None:
        raise BrokenError(1, "holds no element of XML.")
    return growth.root


class _Growth:
    """A tree that grows from what the parser meets."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.parser: expat.XMLParserType | None = None
        self._open: list[Element] = []
        self._pieces: list[list[str]] = []
        self._count = 0

    @property
    def _line(self) -> int:
        return self.parser.CurrentLineNumber if self.parser is not None else 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._count += 1
        if len(self._open) >= DEEPEST:
            raise BrokenError(self._line, f"found more than {DEEPEST} levels inside each other.")
        if self._count > MOST_ELEMENTS:
            raise BrokenError(self._line, f"found more than {MOST_ELEMENTS:,} elements.")
        element = Element(name.rpartition(":")[2], self._line, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._pieces.append([])

    def end(self, _name: str) -> None:
        """Close the element opened last."""
        text = "".join(self._pieces.pop())
        self._open.pop().text = text.replace("\r\n", "\n").replace(
            "\r", "\n"
        )  # &#13; comes through

    def say(self, text: str) -> None:
        """Add text to the element that is open."""
        self._pieces[-1].append(text)

    def refuse(self, *_: object) -> None:
        """Refuse a document type: it may define entities, or name a file elsewhere."""
        raise BrokenError(
            self._line, "found a document type (DOCTYPE), expected none. Delete that line."
        )
