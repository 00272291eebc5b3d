"""Plan and lists as an HTML page and as a PDF handout, from templates that escape every text."""

import json
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.errors import InputError
from scheduler.extras import load, needs
from scheduler.publishing.exports.programmes import ExportedProgramme, kinds_in_use
from scheduler.publishing.exports.tables import (
    lists_of,
    plans_of,
    sessions_of,
    value_text,
)

FAMILIES = ("Source Sans Pro", "DejaVu Sans")
"""Latin, Greek and Cyrillic in the first; Arabic, Hebrew and many signs in the second."""

_TEMPLATE = Path(__file__).with_name("templates") / "handout.typ"


_PAGES = Environment(
    loader=PackageLoader("scheduler.publishing.exports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_of(programme: ExportedProgramme) -> bytes:
    """Return a programme as a page: equal programmes give equal bytes."""
    kinds = kinds_in_use(programme)
    page = _PAGES.get_template("programme.html").render(
        programme=programme,
        _=programme.words,
        days=tuple(plans_of(programme)),
        lists=(sessions_of(programme).filled(), *lists_of(programme)),
        kinds=kinds,
        classes={kind: f"k{number}" for number, kind in enumerate(kinds)},
        text=partial(value_text, programme),
    )
    return page.encode("utf-8")


def handout_of(programme: ExportedProgramme) -> bytes:
    """Return a programme as PDF: equal programmes give equal bytes where the same fonts are installed.

    Raises
    ------
    InputError
        When the packages that make a PDF are not installed.
    """
    fonts = [
        _folder_of("font_source_sans_pro") / "files",
        _folder_of("matplotlib") / "mpl-data" / "fonts" / "ttf",
    ]
    made: bytes = load("typst", "A PDF").compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(each) for each in fonts],
        format="pdf",
        sys_inputs={"data": json.dumps(_data(programme))},
        timestamp=int(programme.release.published.timestamp()),
    )
    return made


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(needs("A PDF", "pdf"))
    return Path(spec.submodule_search_locations[0])


def _data(programme: ExportedProgramme) -> dict[str, Any]:
    words, kinds = programme.words, kinds_in_use(programme)
    lists = [*lists_of(programme)]
    if programme.is_by_days:
        lists.insert(0, sessions_of(programme).filled())
    return {
        "title": programme.title,
        "venue": programme.venue,
        "author": programme.release.conference.organiser.name,
        "lang": programme.language.partition("-")[0],
        "fonts": FAMILIES,
        "edition": programme.edition,
        "clocks": programme.clocks,
        "page": words("Page {} of {}"),
        "room": words("Room"),
        "empty": "" if programme.held else words("No sessions."),
        "legend": [{"name": name, "colour": colour} for name, colour in kinds.values()],
        "days": [
            {
                "title": programme.day_title(day),
                "breaks": programme.breaks_on(day),
                "columns": [words[part] for _, part in plan.columns],
                "lines": [
                    {
                        "name": name,
                        "cells": [
                            [
                                {
                                    "hours": each.row.hours,
                                    "title": each.title,
                                    "more": " · ".join(
                                        filter(
                                            None, (each.row.body or each.row.kind, each.row.breaks)
                                        )
                                    ),
                                    "colour": kinds[each.row.kind_id][1] if each.here else "",
                                }
                                for each in told
                            ]
                            for told in cells
                        ],
                    }
                    for name, cells in plan.lines
                ],
            }
            for day, plan in plans_of(programme)
        ],
        "lists": [
            {
                "title": table.title,
                "columns": table.columns,
                "rows": [[value_text(programme, value) for value in row] for row in table.rows],
            }
            for table in lists
        ],
    }
