"""Plan and list as a page that needs no other file, runs nothing and loads nothing."""

from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.instance import COLOURS
from scheduler.publishing.exports.colours import PLAIN, colours_of
from scheduler.publishing.exports.lists import details_of
from scheduler.publishing.exports.plans import (
    breaks_of,
    by_days,
    part_name,
    plan_of,
    taken_by,
)
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.forms import Down

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
