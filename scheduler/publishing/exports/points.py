"""Points of an agenda, as an export shows them: in one language, on the clocks of the venue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.publishing.exports.words import shortened, words_in
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Dealt, Entry, Paper
from scheduler.wording import one_line

LONGEST = 500
"""Characters of a title at most."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of an item."""

    symbol: str
    title: str
    address: str
    languages: tuple[str, ...]
    """In capitals, as ``EN``."""

    @property
    def text(self) -> str:
        """Symbol, title and languages, as ``WTDC-21/2, Report (EN FR)``."""
        spoken = f" ({' '.join(self.languages)})" if self.languages else ""
        return ", ".join(filter(None, (self.symbol, self.title))) + spoken


@dataclass(frozen=True, slots=True)
class Point:
    """An item on the agenda of a session."""

    item: str
    title: str
    """Says so itself if an earlier session dealt with a part of it."""
    start: datetime
    """On the clocks of the venue."""
    end: datetime
    sheets: tuple[Sheet, ...]
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    """Breaks that interrupt it, on the clocks of the venue."""

    @property
    def symbols(self) -> str:
        """The symbols of its documents."""
        return ", ".join(sheet.symbol for sheet in self.sheets)

    @property
    def documents(self) -> str:
        """Its documents, each with its title and languages."""
        return "; ".join(sheet.text for sheet in self.sheets)

    @property
    def line(self) -> str:
        """Its time, title and symbols, as ``09:30 Broadband (WTDC-21/24)``."""
        symbols = f" ({self.symbols})" if self.sheets else ""
        return f"{self.start:%H:%M} {self.title}{symbols}"

    @property
    def hours(self) -> str:
        """Start and end, as ``09:30–09:50``; with a break between, as ``10:50–11:00, 11:30–11:40``."""
        edges = [self.start, *(edge for pause in self.pauses for edge in pause), self.end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return ", ".join(f"{since:%H:%M}–{until:%H:%M}" for since, until in pairs)


def points_of(entry: Entry, language: str, zone: ZoneInfo) -> tuple[Point, ...]:
    """Return the agenda of a session, in order."""
    return tuple(_point(dealt, entry, language, zone) for dealt in entry.agenda)


def _point(dealt: Dealt, entry: Entry, language: str, zone: ZoneInfo) -> Point:
    title = one_line(text_in(dealt.titles, language, dealt.item))
    if dealt.continued:
        title = words_in(language).agendas.continued.format(title)
    return Point(
        item=dealt.item,
        title=shortened(title, LONGEST),
        start=dealt.start.astimezone(zone),
        end=dealt.end.astimezone(zone),
        sheets=tuple(_sheet(paper, language) for paper in dealt.papers),
        pauses=tuple(
            (since.astimezone(zone), until.astimezone(zone))
            for since, until in entry.pauses
            if dealt.start < since and until < dealt.end
        ),
    )


def _sheet(paper: Paper, language: str) -> Sheet:
    return Sheet(
        symbol=one_line(paper.symbol),
        title=shortened(one_line(text_in(paper.titles, language)), LONGEST),
        address=one_line(paper.address or ""),
        languages=tuple(tag.upper() for tag in paper.languages),
    )


def in_lines(points: Iterable[Point]) -> str:
    """Return an agenda as text, a line for each item."""
    return "\n".join(point.line for point in points)
