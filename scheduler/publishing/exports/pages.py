"""Plan and lists as a page that needs no other file, runs nothing and loads nothing."""

from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.publishing.exports.programmes import Programme, kinds_in_use
from scheduler.publishing.exports.tables import lists_of, plans_of, sessions_of, value_text

_PAGES = Environment(
    loader=PackageLoader("scheduler.publishing.exports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_of(programme: Programme) -> bytes:
    """Return a programme as a page: equal programmes give equal bytes."""
    kinds = kinds_in_use(programme)
    page = _PAGES.get_template("programme.html").render(
        programme=programme,
        words=programme.words,
        days=tuple(plans_of(programme)),
        lists=(sessions_of(programme).filled(), *lists_of(programme)),
        kinds=kinds,
        classes={kind: f"k{number}" for number, kind in enumerate(kinds)},
        text=partial(value_text, programme),
    )
    return page.encode("utf-8")
