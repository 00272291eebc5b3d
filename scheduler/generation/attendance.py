"""Delegations and audiences: who wants to be where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from scheduler.generation.calendar import Row
from scheduler.generation.draws import Draws
from scheduler.generation.meetings import Meeting
from scheduler.generation.names import COUNTRIES, LARGE, id_of
from scheduler.generation.plan import Plan
from scheduler.generation.sizes import Sizes, Wanted

SMALL = 2
"""Members of a delegation that must not be needed in more places than it has members."""


def delegation_rows(plan: Plan, sizes: Sizes, wanted: Wanted) -> list[Row]:
    """Return the rows of the delegations; small ones can attend all they must in the planted programme."""
    themes = plan.themes
    chosen = set(plan.draws.some(COUNTRIES, sizes.countries))
    return [
        _delegation(plan, wanted, themes, country, region)
        for country, region in COUNTRIES
        if (country, region) in chosen
    ]


def _delegation(plan: Plan, wanted: Wanted, themes: list[str], country: str, region: str) -> Row:
    draws = plan.draws
    size = draws.number(7, 15) if country in LARGE else _size(draws)
    must = {"bodies": ["plenary", f"{region}-group"], "sessions": []}
    busy: Counter[int] = Counter()
    for body in must["bodies"]:
        busy.update(_slots(plan.bodies[body].meetings))
    for field, name, meetings in _wanted_by(plan, size, wanted):
        slots = _slots(meetings)
        if size > SMALL or all(busy[slot] + more <= size for slot, more in slots.items()):
            busy.update(slots)
            must[field].append(name)
    wishes = {"themes": draws.some(themes, draws.number(1, 2))}
    if size > 6:
        wishes["kinds"] = ["dialogue"]
    row: Row = {"id": id_of(country), "title": country, "region": region, "size": size}
    return row | {"must": {field: each for field, each in must.items() if each}, "wishes": wishes}


def _size(draws: Draws) -> int:
    return draws.number(1, SMALL) if draws.happens(0.55) else draws.number(3, 6)


def _slots(meetings: Iterable[Meeting]) -> Mapping[int, int]:
    """Return how many meetings there are in each round."""
    return Counter(meeting.slot.number for meeting in meetings)


def _wanted_by(plan: Plan, size: int, wanted: Wanted) -> Iterator[tuple[str, str, list[Meeting]]]:
    """Yield the bodies and sessions that a delegation of a size would attend, the first ones first."""
    number = min(size, 6) + int(2 * wanted.tightness + 0.5)
    bodies = [body for body in plan.bodies.values() if body.meetings and body.parent]
    committees = [body for body in bodies if body.meetings[0].kind == "committee"]
    groups = [body for body in bodies if body.meetings[0].kind == "ad_hoc"]
    asked = plan.draws.some(committees, number)
    asked += plan.draws.some(groups, number if size > SMALL else 1)
    for body in asked:
        yield "bodies", body.id, body.meetings
    events = [each for each in plan.meetings if each.kind in ("dialogue", "thematic")]
    for meeting in plan.draws.some(events, number):
        yield "sessions", meeting.id, [meeting]


def audience_rows(plan: Plan) -> list[Row]:
    """Return the rows of the audiences: the press, and those with an interest in a theme."""
    press = {"kinds": ["ceremony", "dialogue", "showcase"]}
    rows: list[Row] = [{"id": "press", "title": "Press", "people": 60, "sessions": press}]
    for theme in plan.themes[::2]:
        row: Row = {"id": f"friends-of-{theme}", "title": f"Friends of {theme}"}
        rows.append(row | {"people": plan.draws.number(2, 20) * 5, "sessions": {"themes": [theme]}})
    return rows
