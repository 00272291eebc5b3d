"""The plan as a sheet: days and half-days across, rooms or bodies down."""

import math
from collections.abc import Iterator, Mapping, Sequence

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.instance import COLOURS
from scheduler.publishing.exports.colours import PLAIN, colours_of, tinted
from scheduler.publishing.exports.plans import (
    Plan,
    PlanEntry,
    PlanRow,
    by_days,
    part_name,
    plan_of,
    taken_by,
)
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.exports.sheet_cells import (
    FONT,
    HEADING,
    THIN,
    bold,
    put,
    put_day,
    set_up_print,
)
from scheduler.publishing.exports.words import shortened
from scheduler.publishing.forms import Down

FIRST = 24
"""Characters that the column of names is wide."""
WIDE = 27
"""Characters that each half-day is wide."""
HEIGHT = 14
"""Points that a line of text is high."""
LINE = 15
"""Points that a row is high of which nothing is said."""
MOST_LINES = 28
"""Lines that a row is high at most: a spreadsheet knows no higher."""
ON_A_PAGE, SCALE = 8, 68
"""Half-days across a page of A3, and the percentage at which so many fit on it in any font."""
SMALLEST = 58
"""The percentage below which nothing is read well."""
TALL = 720
"""Points that a page of A3 is high between its margins."""
LONGEST_TITLE = 200
"""Characters of a title in the plan; the list has all of it."""

_DAYS, _PARTS, _BODY = 4, 5, 6
"""The rows of the days, of the half-days, and the first of the plan itself."""

_TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def fill_plan(sheet: Worksheet, programme: Programme, down: Down) -> None:
    """Write the plan of a programme into an empty sheet."""
    plan = plan_of(programme, down)
    put(sheet, 1, 1, programme.title).font = bold(16)
    put(sheet, 2, 1, f"{programme.words.plan} · {programme.edition}")
    clocks = "" if by_days(programme) else programme.clocks
    put(sheet, 3, 1, clocks if plan.halves else programme.words.no_sessions)
    _fill_headings(sheet, programme, plan, down)
    colours = colours_of(programme.release.conference.kinds)
    for number, line in enumerate(plan.lines, _BODY):
        name = put(sheet, number, 1, line.name)
        name.font, name.alignment, name.border = bold(), _TOP, THIN
        for column, told in enumerate(line.told(), 2):
            cell = put(sheet, number, column, "\n".join(map(_said, told)))
            cell.alignment, cell.border, cell.font = _TOP, THIN, Font(name=FONT, size=10)
            kinds = {each.row.kind_id for each in told if each.here}
            if len(kinds) == 1:
                cell.fill = _fill(colours, *kinds)
        sheet.row_dimensions[number].height = HEIGHT * _lines([[line.name], *_texts(line)])
    _fill_legend(sheet, programme, colours, _BODY + len(plan.lines) + 1)
    sheet.freeze_panes = f"B{_BODY}"
    set_up_print(sheet, programme)
    _break_pages(sheet, plan)
    if plan.lines:
        _break_rows(sheet, len(plan.lines))


def _fill_headings(sheet: Worksheet, programme: Programme, plan: Plan, down: Down) -> None:
    words = programme.words
    sheet.column_dimensions["A"].width = FIRST
    put(sheet, _PARTS, 1, words.columns["room" if down is Down.ROOMS else "body"])
    column = 2
    for day, number in plan.days():
        put_day(sheet, _DAYS, column, day, words, "dddd d mmmm yyyy")
        if number > 1:
            last = column + number - 1
            sheet.merge_cells(start_row=_DAYS, end_row=_DAYS, start_column=column, end_column=last)
        column += number
    for at, half in enumerate(plan.halves, 2):
        put(sheet, _PARTS, at, part_name(programme, half))
        sheet.column_dimensions[get_column_letter(at)].width = WIDE
    for row in (_DAYS, _PARTS):
        for at in range(1, len(plan.halves) + 2):
            cell = sheet.cell(row, at)
            cell.font, cell.fill, cell.border = bold(), HEADING, THIN
            cell.alignment = _MIDDLE
        sheet.row_dimensions[row].height = 20


def _break_pages(sheet: Worksheet, plan: Plan) -> None:
    """Print whole days, as many as fit on a page, each page with the headings and the names."""
    sheet.print_title_rows = f"{_DAYS}:{_PARTS}"
    sheet.print_title_cols = "A:A"
    column, on_page = 1, 0
    for _, number in plan.days():
        if on_page and on_page + number > ON_A_PAGE:
            sheet.col_breaks.append(Break(id=column))
            on_page = 0
        column, on_page = column + number, on_page + number


def _break_rows(sheet: Worksheet, lines: int) -> None:
    """Print the plan and its legend on one page where that can be read; else it stands with the last line.

    Title, edition and clocks are in the margins of every page; in the cells they would stand beside the
    first days alone, and be cut off beside all others.
    """
    heights = {
        row: sheet.row_dimensions[row].height or LINE for row in range(_DAYS, sheet.max_row + 1)
    }
    headings = heights[_DAYS] + heights[_PARTS]
    last = _BODY + lines - 1
    blocks = [(row, heights[row]) for row in range(_BODY, last)]
    blocks.append((last, sum(heights[row] for row in range(last, sheet.max_row + 1))))
    whole = sum(height for _, height in blocks)
    fitting = int(100 * TALL / (headings + whole))
    sheet.page_setup.scale = min(SCALE, fitting) if fitting >= SMALLEST else SCALE
    for row in _breaks(blocks, TALL * 100 / sheet.page_setup.scale - headings):
        sheet.row_breaks.append(Break(id=row - 1))
    sheet.print_area = f"A{_DAYS}:{get_column_letter(sheet.max_column)}{sheet.max_row}"


def _breaks(blocks: Sequence[tuple[int, float]], room: float) -> Iterator[int]:
    """Yield the rows with which a page begins, after the first: pages about as full as each other."""
    whole = sum(height for _, height in blocks)
    target = whole / math.ceil(whole / room)
    used = 0.0
    for row, height in blocks:
        if used and (used + height > room or used + height / 2 > target):
            yield row
            used = 0.0
        used += height


def _fill_legend(
    sheet: Worksheet, programme: Programme, colours: Mapping[str, str], first: int
) -> None:
    """Write below the plan what its colours tell."""
    kinds = dict(sorted({row.kind_id: row.kind for row in programme.held if row.kind}.items()))
    for number, (kind, name) in enumerate(kinds.items(), first):
        cell = put(sheet, number, 1, name)
        cell.fill, cell.border = _fill(colours, kind), THIN


def _fill(colours: Mapping[str, str], kind: str) -> PatternFill:
    return PatternFill("solid", fgColor=tinted(colours.get(kind, COLOURS[PLAIN]), 0.25).upper())


def _said(told: PlanEntry) -> str:
    row = told.row
    if not told.here:
        return taken_by(row)
    title = f"{shortened(row.title, LONGEST_TITLE)}{' *' if row.private else ''}"
    return f"{row.hours} {title}"


def _texts(line: PlanRow) -> list[list[str]]:
    return [[*map(_said, told)] for told in line.told()]


def _lines(cells: Sequence[Sequence[str]]) -> int:
    """Return how many lines the fullest of these cells takes."""
    most = max(sum(math.ceil(len(text) / (WIDE - 2)) for text in texts) for texts in cells)
    return min(max(most, 1), MOST_LINES)
