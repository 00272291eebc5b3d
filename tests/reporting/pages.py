"""Pages of small comparisons, and what an independent reader of HTML finds in them."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser

from scheduler.comparison import compare
from scheduler.reporting import Missing, page_of
from tests.comparison.pairs import programme, small
from tests.conference import room, session

EVIL = "</li><script>alert(1)</script><img src=x onerror=alert(2)> \"'&{{ 7*7 }} \u202egnp.exe $\\frac$"
"""A title that would do harm if anything took it for more than text."""

VOID = {"meta", "link", "img", "input", "br", "hr"}


@cache
def small_page() -> str:
    """Return the page of two programmes of the small conference."""
    return page_of(
        compare([programme("a"), programme("b", talk="Mon 14:30 B", closing="Tue 09:00 B")])
    )


@cache
def many_page(number: int) -> str:
    """Return the page of so many programmes of the small conference, with names as variants have them."""
    others = [
        programme(f"as-adopted-{2020 + each}", talk="Mon 14:30 B") for each in range(1, number)
    ]
    return page_of(compare([programme("legacy-statements"), *others]))


@cache
def evil_page() -> str:
    """Return a page all of whose names are evil."""
    instance = small(
        session("evil", title=EVIL, remote={"suva": 1}),
        title=EVIL,
        rooms=[room("A", title=EVIL), room("B", booths=2, features=["remote"], title=EVIL)],
        regions=[{"id": "asp", "title": EVIL}, {"id": "ams"}, {"id": "eur"}],
        delegations=[{"id": "x", "title": EVIL, "size": 1, "must": {"sessions": ["evil"]}}],
    )
    base = programme(EVIL, instance, evil="Tue 14:00 B")
    other = programme(f"{EVIL} (2)", instance, evil="Tue 15:00 A", closing="Tue 09:00 B")
    missing = Missing(EVIL, EVIL, (EVIL, EVIL))
    return page_of(compare([base, other]), missing=[missing])


@dataclass
class Element:
    """An element, its attributes, and the elements around it."""

    name: str
    attributes: dict[str, str | None]
    around: tuple[str, ...]


@dataclass
class Reader(HTMLParser):
    """Reads a page, and notes what is not closed as it was opened."""

    elements: list[Element] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.troubles.append(f"</{tag}> at line {self.getpos()[0]}")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> Reader:
    """Read a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader
