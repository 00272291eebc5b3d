"""Days on paper: how dense a plan is set, so that its day fits on a sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from unicodedata import east_asian_width

from scheduler.publishing import languages
from scheduler.publishing.page import words
from scheduler.publishing.page.plans import Placed, Plan, day_id
from scheduler.publishing.records import Conference, Language, Named, Release, Standing

WIDTH, HEIGHT = 1047.0, 703.0
"""What is printed on A4 in landscape, in CSS pixels: 277 mm by 186 mm."""

DENSITIES = ((1.0, 0.04), (1.0, 0.02), (0.95, 0.02), (0.9, 0.02), (0.85, 0.02), (0.8, 0.02))
"""Sizes of type, and heights of a minute in rem. In the last, titles are 6 points high, the least to read."""

REM = 12.0
"""Pixels of 9 points, the type of ``paper.css``, as all factors of it below."""

_DAY = (1.2 * 1.25 + 2 * 1.5) * REM
"""Height of the heading of a day, and of a line that says whose clocks it goes by."""

_LISTS = 4
"""Columns of sessions where there are too many rooms for a plan."""


def sheet_rules() -> Iterator[str]:
    """Yield the style of each density but the first, which is the usual one."""
    for number, (size, minute) in enumerate(DENSITIES[1:], start=1):
        rules = f".dense-{number}{{--minute:{minute}rem}}.dense-{number} .board{{zoom:{size}}}"
        yield f"@media print{{{rules}}}"


def densities(release: Release, plans: Iterable[Plan], language: Language) -> Mapping[str, int]:
    """Return how dense each day is set in a language, by the day's id: its number in ``DENSITIES``.

    It is the first of those in which the day takes fewest sheets, in the widest of the usual fonts.
    """
    found = {}
    spare = HEIGHT - _heading(release, language)
    for plan in plans:
        layout = _Layout(plan, release.conference, language)
        sheets = {}
        for number, (size, minute) in enumerate(DENSITIES):
            over = layout.height(WIDTH / size, minute) * size - spare
            sheets[number] = 1 + max(0, ceil(over / (HEIGHT - _DAY)))
            if sheets[number] == 1:
                break
        found[day_id(plan)] = min(sheets, key=lambda number: (sheets[number], number))
        spare = HEIGHT - _DAY
    return found


def _heading(release: Release, language: Language) -> float:
    """Return the height of the titles of the conference and of the first day."""
    title = words.said(release.conference.titles, language)[0]
    lines = lines_of(title, 50 * REM, 1.5 * REM)
    return _DAY + 1.5 * 1.25 * REM * lines + (9 if release.draft else 6) * REM


class _Layout:
    """A plan, as it is laid out in a language: what is estimated has the texts, and no browser."""

    def __init__(self, plan: Plan, conference: Conference, language: Language) -> None:
        self.plan = plan
        self.conference = conference
        self.language = language

    def height(self, width: float, minute: float) -> float:
        """Return the height of the plan and its rooms, at a width and for a height of a minute in rem."""
        if self.plan.is_wide:
            inside = width / _LISTS - 35
            heights = [self._session(placed, inside) + 3 for placed in self.plan.sessions]
            return sum(heights) / _LISTS + max(heights)
        column = min((width - 2.8 * REM) / self.plan.columns, 20 * REM)
        return self._heads(column) + sum(self._rows(column, minute))

    def _heads(self, column: float) -> float:
        lines = (
            lines_of(self._said(head.room), column * (head.right - head.left) - REM, 0.85 * REM)
            for head in self.plan.heads
        )
        return (0.85 * 1.25 * max(lines) + 0.8) * REM + 1

    def _rows(self, column: float, minute: float) -> list[float]:
        """Return the height of each row: what a session lacks in its rows, each of them is given alike."""
        rows = [
            max(row.minutes * minute, row.named * 1.5) * REM if row.minutes else 0.5 * REM
            for row in self.plan.rows
        ]
        for placed in sorted(self.plan.sessions, key=lambda each: each.bottom - each.top):
            span = range(placed.top - 2, placed.bottom - 2)
            high = self._session(placed, column * (placed.right - placed.left) - 20)
            lacking = max(0, high - sum(rows[row] for row in span))
            for row in span:
                rows[row] += lacking / len(span)
        return rows

    def _session(self, placed: Placed, width: float) -> float:
        """Return the height of a session: its times, its title, and what is below."""
        entry = placed.entry
        title = lines_of(words.said(entry.titles, self.language)[0], width, 0.85 * REM)
        below = [self._titles(self.conference.themes, entry.themes)]
        if placed.across or self.plan.is_wide:
            below.append(self._titles(self.conference.rooms, [entry.room]))
        if entry.standing == Standing.CANCELLED:
            below.append(words.words_of(languages.spoken(self.language))["cancelled"])
        small = sum(lines_of(text, width, 0.76 * REM) for text in below if text)
        times = lines_of("00:00–00:00", width, 0.78 * REM)
        return 1.3 * REM * (0.85 * title + 0.76 * small + 0.78 * times) + 0.65 * REM + 3

    def _titles(self, table: Iterable[Named], ids: Sequence[str]) -> str:
        return ", ".join(self._said(each) for each in table if each.id in ids)

    def _said(self, named: Named) -> str:
        return words.said(named.titles, self.language)[0]


def lines_of(text: str, width: float, size: float) -> int:
    """Return how many lines a text takes in bold type of so many pixels, broken between words.

    A word that is wider than a line goes on in the next.
    """
    lines, used = 1, 0.0
    width = max(width, size)
    for word in text.split():
        wide = size * sum(map(_width, word))
        apart = 0.35 * size if used else 0.0
        if used and used + apart + wide > width:
            lines, used, apart = lines + 1, 0.0, 0.0
        more = max(0, ceil((used + apart + wide) / width) - 1)
        lines, used = lines + more, used + apart + wide - more * width
    return lines


def _width(letter: str) -> float:
    """Return about how wide a letter of DejaVu Sans Bold is, the widest of the usual fonts, for its size."""
    if letter in "mwMW" or east_asian_width(letter) in "WF":
        return 1.05
    if letter in "fijlrt.,:;'’!|()[]":
        return 0.45
    return 0.78 if letter.isupper() else 0.69
