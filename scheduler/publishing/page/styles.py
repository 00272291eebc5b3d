"""The style sheet: what is the same for all pages, and where the sessions of this release lie."""

from collections.abc import Iterable, Iterator, Sequence

from scheduler.publishing.page.plans import Plan
from scheduler.publishing.records import Conference, Named

PALETTE = (
    *("#2f6f9f", "#3c7d4e", "#b3541e", "#7a4fa3", "#a83255", "#0f7b7b"),
    *("#8a6d12", "#5b5fc7", "#6b7f1f", "#b0467f", "#4a6572", "#935b3c"),
)
"""Colours of themes that have none of their own: bars and tints, never text."""


COLUMN = "minmax(var(--column),20rem)"
"""How wide a column is: as the screen allows, and not wider than a session is readable."""


def colour_rules(conference: Conference) -> Iterator[str]:
    """Yield the colours of themes, and of the kinds that have one."""
    for number, theme in enumerate(conference.themes):
        yield _colour("theme", number, theme.colour or PALETTE[number % len(PALETTE)])
    for number, kind in enumerate(conference.kinds):
        if kind.colour:
            yield _colour("kind", number, kind.colour)


def _colour(table: str, number: int, colour: str) -> str:
    return f".{table}-{number}{{--colour:{colour if _is_plain(colour) else 'currentColor'}}}"


def _is_plain(colour: str) -> bool:
    """Whether a colour is a name or a number, and nothing that would go on as another rule."""
    return colour.removeprefix("#").isascii() and colour.removeprefix("#").isalnum()


def colour_class(conference: Conference, themes: Sequence[str], kind: str) -> str:
    """Return the class that colours a session: that of its first theme, else of its kind if that has one."""
    for theme in themes:
        if theme in (known := _ids(conference.themes)):
            return f"theme-{known.index(theme)}"
    number = _ids(conference.kinds).index(kind) if kind in _ids(conference.kinds) else None
    if number is not None and conference.kinds[number].colour:
        return f"kind-{number}"
    return "plain"


def _ids(table: Iterable[Named]) -> list[str]:
    return [each.id for each in table]


def plan_rules(plans: Sequence[Plan]) -> Iterator[str]:
    """Yield the rows and columns of each day, and the rules by which sessions find theirs."""
    for plan in plans:
        rows = " ".join(("0px", *(row_track(row.minutes) for row in plan.rows)))
        tracks = f"var(--clock) repeat({plan.columns},{COLUMN})"
        yield f'[id="{day_id(plan)}"] .plan{{grid-template:{rows}/{tracks}}}'
        yield f'[id="{day_id(plan)}"] .heads{{grid-template-columns:{tracks}}}'
    lines = max((len(plan.rows) + 2 for plan in plans), default=0)
    columns = max((plan.columns + 2 for plan in plans), default=0)
    for name, edge, last in (
        ("t", "row-start", lines),
        ("b", "row-end", lines),
        ("l", "column-start", columns),
        ("r", "column-end", columns),
    ):
        yield "".join(f".{name}{line}{{grid-{edge}:{line}}}" for line in range(2, last + 1))


def row_track(minutes: int) -> str:
    """Return how high a row is: by its length, and not lower than its text; empty ones are low."""
    return f"minmax(calc(var(--minute)*{minutes}),auto)" if minutes else "var(--gap)"


def day_id(plan: Plan) -> str:
    """Return the id of a day's section; no session's id starts with an underscore."""
    return f"_{plan.day.isoformat()}"
