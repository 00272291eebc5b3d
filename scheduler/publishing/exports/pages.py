"""Plan and list as a page that needs no other file, runs nothing and loads nothing; and as Markdown."""

import html
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.instance import COLOURS
from scheduler.publishing.exports.colours import PLAIN, colours_of
from scheduler.publishing.exports.lists import details_of
from scheduler.publishing.exports.plans import (
    Told,
    breaks_of,
    by_days,
    part_name,
    plan_of,
    taken_by,
)
from scheduler.publishing.exports.programmes import Programme, Row
from scheduler.publishing.forms import Down
from scheduler.publishing.records import Standing
from scheduler.wording import one_line

_PAGES = Environment(
    loader=PackageLoader("scheduler.publishing.exports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_of(programme: Programme, down: Down = Down.ROOMS) -> bytes:
    """Return a programme as a page: equal programmes give equal bytes."""
    days: list[dict[str, Any]] = [
        {
            "id": day.isoformat(),
            "title": programme.words.day(day),
            "breaks": breaks_of(programme, day),
        }
        | {"plan": plan_of(programme, down, [day])}
        for day in programme.days
    ]
    colours = colours_of(programme.release.conference.kinds)
    used = {row.kind_id: row.kind for row in programme.rows}
    kinds = [kind for kind in colours if kind in used]
    kinds += [kind for kind in used if kind not in colours]
    page = _PAGES.get_template("programme.html").render(
        programme=programme,
        words=programme.words,
        heading=programme.words.columns["room" if down is Down.ROOMS else "body"],
        days=days,
        classes={kind: f"k{number}" for number, kind in enumerate(kinds)},
        colours={kind: colours.get(kind, COLOURS[PLAIN]) for kind in kinds},
        used=used,
        taken_by=taken_by,
        part_name=partial(part_name, programme),
        by_days=by_days(programme),
        details=details_of(programme),
    )
    return page.encode("utf-8")


_MARKED = re.compile(r"([\\`*_{}\[\]()#+|~])")
"""What Markdown would take for a mark of its own."""

_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto)(:)|(www)(\.)|(\w)(@)")
"""What some readers of Markdown turn into a link by themselves."""


def markdown_of(programme: Programme, down: Down = Down.ROOMS) -> bytes:
    """Return a programme as Markdown; texts of it stay texts: no mark, no HTML, no link."""
    words = programme.words
    lines = [f"# {marked(programme.title)}", "", marked(programme.edition), ""]
    lines += [] if by_days(programme) else [f"{marked(programme.clocks)}.", ""]
    if not programme.rows:
        lines += [words.no_sessions, ""]
    for day in programme.days:
        plan = plan_of(programme, down, [day])
        lines += [f"## {words.day(day)}", ""]
        lines += [f"{marked(breaks)}.", ""] if (breaks := breaks_of(programme, day)) else []
        heading = words.columns["room" if down is Down.ROOMS else "body"]
        lines += markdown_table(
            [heading, *(part_name(programme, half) for half in plan.halves)],
            (
                [marked(line.name), *("<br>".join(map(_said, told)) for told in line.told())]
                for line in plan.lines
            ),
        )
    if programme.rows:
        lines += [f"## {words.list}", "", *_list(programme)]
    if programme.untimed:
        cells = (
            [marked(getattr(item, field)) for field in words.items] for item in programme.untimed
        )
        lines += [f"## {words.untimed}", "", *markdown_table([*words.items.values()], cells)]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _said(told: Told) -> str:
    row = told.row
    return f"{row.hours} {marked(row.title)}" if told.here else marked(taken_by(row))


def _list(programme: Programme) -> Iterator[str]:
    words = programme.words
    fields = ("day", "start", "title", "room", "kind", "body", "languages", "standing")
    details = details_of(programme)
    rows = (
        [
            row.day.isoformat(),
            row.hours,
            marked(row.title) if row.standing is not Standing.CANCELLED else _struck(row),
            marked(row.room),
            marked(row.kind),
            marked(row.body),
            marked(" ".join(row.languages)),
            words.standings[row.standing],
            *("<br>".join(map(marked, getattr(row, field).splitlines())) for field in details),
        ]
        for row in programme.rows
    )
    return markdown_table([words.columns[field] for field in (*fields, *details)], rows)


def _struck(row: Row) -> str:
    return f"~~{marked(row.title)}~~"


def markdown_table(heading: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(heading)} |"
    yield f"|{' --- |' * len(heading)}"
    for cells in rows:
        yield f"| {' | '.join(cells)} |"
    yield ""


def marked(text: str) -> str:
    """Return a text in a line so that Markdown shows it as it is."""
    escaped = html.escape(_MARKED.sub(r"\\\1", one_line(text)), quote=False)
    return _ADDRESS.sub(_apart, escaped)


def _apart(found: re.Match[str]) -> str:
    """Return an address with its sign as an entity, which no reader takes for a link."""
    before, sign = (part for part in found.groups() if part)
    return f"{before}&#{ord(sign)};"
