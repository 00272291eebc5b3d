"""What comes before what, in the planted programme: orders, gaps, topics, adjacencies."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks.generation.calendar import Row
from benchmarks.generation.meetings import Body, Meeting
from benchmarks.generation.names import THEMES
from benchmarks.generation.negotiations import Spine, begins_after
from benchmarks.generation.plan import Plan
from benchmarks.generation.sizes import Sizes, Wanted

LAGS = (0, 15, 30, 60, 90, 120, 180, 240, 720)
"""Minutes that lags are made of."""
NEEDED = 30
"""Minutes from a thematic session to the committee that takes its output."""


def lag(gap: int, wanted: Wanted) -> int:
    """Return a lag that a gap keeps: none if all is generous, the longest if all is tight."""
    kept = [each for each in LAGS if each <= gap]
    return kept[int((len(kept) - 1) * wanted.tightness + 0.5)]


def body_rows(plan: Plan, wanted: Wanted) -> list[Row]:
    """Return the rows of the bodies."""
    rows: list[Row] = []
    for body in plan.bodies.values():
        row: Row = {"id": body.id, "title": body.title}
        if body.parent:
            row["parent"] = body.parent.id
        gaps = [later.start - earlier.end for earlier, later in pairwise(body.meetings)]
        gap = lag(min(gaps), wanted) if gaps else 0
        rows.append(row | ({"gap": gap} if gap else {}))
    return rows


def orders(plan: Plan, spine: Spine, wanted: Wanted) -> list[Row]:
    """Return the rows of the orders."""
    return [
        *_beginning(spine, wanted),
        *_groups(plan, wanted),
        *_outputs(plan, spine, wanted),
        *_end(spine, wanted),
    ]


def _row(first: Sequence[Meeting], then: Sequence[Meeting], at_least: int = 0) -> Row:
    row: Row = {"first": [each.id for each in first], "then": [each.id for each in then]}
    return row | ({"at_least": at_least} if at_least else {})


def _gap(first: Sequence[Meeting], then: Sequence[Meeting]) -> int:
    return min(each.start for each in then) - max(each.end for each in first)


def _lagged(first: Sequence[Meeting], then: Sequence[Meeting], wanted: Wanted) -> Row:
    return _row(first, then, lag(_gap(first, then), wanted))


def _beginning(spine: Spine, wanted: Wanted) -> Iterator[Row]:
    most = _gap([spine.heads], [spine.opening]) + wanted.spare_minutes(240)
    yield _lagged([spine.heads], [spine.opening], wanted) | {"at_most": most}
    yield _row([spine.first], [body.meetings[0] for body in spine.committees])
    for earlier, later in pairwise(spine.steering):
        days = {"days_at_least": 1, "days_at_most": later.day - earlier.day + wanted.spare(2)}
        yield _row([earlier], [later]) | days


def _groups(plan: Plan, wanted: Wanted) -> Iterator[Row]:
    """Yield when groups begin and end: after the second meeting above, or the first."""
    for body in plan.bodies.values():
        if body.parent and body.meetings and body.meetings[0].kind in ("ad_hoc", "drafting"):
            above = body.parent.meetings
            begins = above[begins_after(body.meetings[0].kind, plan)]
            yield _lagged([begins], [body.meetings[0]], wanted)
            yield _lagged([body.meetings[-1]], [above[-1]], wanted)


def _outputs(plan: Plan, spine: Spine, wanted: Wanted) -> Iterator[Row]:
    """Yield which thematic sessions a committee meeting waits for."""
    takers = [meeting for body in spine.committees for meeting in body.meetings]
    outputs: dict[str, list[Meeting]] = {}
    for meeting in plan.meetings:
        later = [each for each in takers if each.start >= meeting.end + NEEDED]
        if meeting.kind == "thematic" and later and plan.draws.happens(0.3 + wanted.tightness / 2):
            soon = sorted(later, key=lambda each: (each.start, each.id))[: 2 + wanted.spare(10)]
            outputs.setdefault(plan.draws.one(soon).id, []).append(meeting)
    for taker in takers:
        if taker.id in outputs:
            yield _row(outputs[taker.id], [taker], NEEDED)


def _end(spine: Spine, wanted: Wanted) -> Iterator[Row]:
    """Yield the way of the texts, which takes a night twice."""
    reports = [body.meetings[-1] for body in spine.committees]
    yield _row(reports, [spine.editing]) | {"days_at_least": 1, "working_days": True}
    yield _lagged([spine.editing], [spine.first_reading], wanted)
    yield _row([spine.first_reading], [spine.second_reading]) | {"days_at_least": 1}
    yield _lagged([spine.second_reading], [spine.closing], wanted)


def share_topics(spine: Spine, sizes: Sizes, wanted: Wanted) -> list[Row]:
    """Give topics to meetings of two committees each, and return the rows of what is best adjacent."""
    rows: list[Row] = []
    pairs = list(pairwise(spine.committees))
    for (one, two), count in ((pair, count) for pair in pairs for count in range(sizes.weeks)):
        topic = f"question-{THEMES[len(rows) % len(THEMES)]}"
        if topic in {row["id"] for row in rows}:
            topic = f"{topic}-{len(rows)}"
        pair = _closest(one, two, count + 1)
        if pair:
            for meeting in pair:
                meeting.fields.setdefault("topics", []).append(topic)
            within = max(30, _apart(*pair)) + wanted.spare_minutes(120)
            ids = [each.id for each in pair]
            rows.append({"id": topic, "sessions": ids, "within": min(within, 10_080)})
    return rows


def _closest(one: Body, two: Body, number: int) -> tuple[Meeting, Meeting] | None:
    """Return a meeting of one body with the nearest one of another that is not beside it."""
    if number >= len(one.meetings):
        return None
    meeting = one.meetings[number]
    others = [each for each in two.meetings if not each.beside(meeting)]
    nearest = min(others, key=lambda each: (_apart(meeting, each), each.id), default=None)
    return None if nearest is None else (meeting, nearest)


def _apart(one: Meeting, other: Meeting) -> int:
    return max(one.start, other.start) - min(one.end, other.end)
