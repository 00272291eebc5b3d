"""Interpretation, remote participation and other services: who uses them, and how many are needed."""

from collections import Counter
from collections.abc import Iterable

from benchmarks.generation.calendar import Row
from benchmarks.generation.meetings import Meeting
from benchmarks.generation.names import LANGUAGES, SITES
from benchmarks.generation.negotiations import SIX
from benchmarks.generation.plan import Plan
from benchmarks.generation.sizes import Wanted

THREE = "three-languages"
GAP = 90
"""Minutes of rest of a team after a meeting."""
A_DAY, A_WEEK = 2, 8
"""Meetings of a team."""
HALF_DAY = 180
"""Minutes of work in a half-day of a team."""
USUAL = 7
"""Half-days of a team in a week that are no overtime."""
OVERTIME = ["lunch", "weekend"]
"""Bands in which half-days are."""
CHANGEOVER = 15
"""Minutes that captioning is taken after a session."""
NEGOTIATIONS = ("plenary", "committee", "ad_hoc", "drafting")

_FORMAL = ("ceremony", "plenary")
_SIX = ("dialogue", "interregional")
_OFTEN_REMOTE = (*_FORMAL, *_SIX, "committee", "coordination")
_SHOWN = (*_FORMAL, "dialogue", "showcase")
"""Kinds that are webcast."""


def equip(plan: Plan) -> None:
    """Have meetings use what their rooms offer."""
    for meeting in plan.meetings:
        _interpret(plan, meeting)
        if "remote" in meeting.place.of_grade.features:
            _connect(plan, meeting)
        needs = _needs(plan, meeting)
        if needs:
            meeting.fields["needs"] = needs
        is_prime = 1 <= meeting.day <= 3 and meeting.slot.band == "morning"
        best = meeting.id == "showcase-1" or (is_prime and plan.draws.happens(0.4))
        if best and meeting.kind in ("dialogue", "showcase"):
            meeting.fields["prime"] = True


def _interpret(plan: Plan, meeting: Meeting) -> None:
    booths = meeting.place.of_grade.booths
    if meeting.kind in _SIX:
        meeting.fields["interpretation"] = SIX
    elif meeting.kind == "thematic" and booths >= 3 and plan.draws.happens(0.25):
        meeting.fields["interpretation"] = THREE


def _connect(plan: Plan, meeting: Meeting) -> None:
    """Let participants follow a meeting from home, with a crew for them, and captions."""
    formal = meeting.kind in _FORMAL
    remote_people = any(person.startswith("remote-") for person in meeting.persons)
    if meeting.kind in _OFTEN_REMOTE or remote_people or plan.draws.happens(0.3):
        region = meeting.fields.get("region")
        sites = [site for site, its_region, _ in SITES if region in (None, its_region)]
        chosen = plan.draws.some(sites, 6 if formal else 3)
        remote = {site: plan.draws.number(5, 20) for site in sites if site in chosen}
        meeting.fields |= {"remote": remote, "uses": {"remote-crew": 2 if formal else 1}}
        if formal or (meeting.kind == "dialogue" and plan.draws.happens(0.7)):
            meeting.fields["uses"]["captioning"] = 1


def _needs(plan: Plan, meeting: Meeting) -> list[str]:
    """Return the features of its room that a meeting needs."""
    wanted = ["webcast"] if meeting.kind in _SHOWN or plan.draws.happens(0.3) else []
    if meeting.kind in ("ceremony", "dialogue", "bilateral", "private_talk"):
        wanted.append("vip_access")
    if "captioning" in meeting.fields.get("uses", {}):
        wanted.append("captioning_screen")
    return [feature for feature in wanted if feature in meeting.place.of_grade.features]


def most_at_once(holds: Iterable[tuple[int, int, int]]) -> int:
    """Return the largest sum of loads at any time, of (from, to, load)."""
    steps: Counter[int] = Counter()
    for start, end, load in holds:
        steps[start] += load
        steps[end] -= load
    most = now = 0
    for minute in sorted(steps):
        now += steps[minute]
        most = max(most, now)
    return most


def pools(plan: Plan, wanted: Wanted) -> list[Row]:
    """Return the rows of the interpretation pools that are used."""
    rows: list[Row] = []
    for pool, (title, languages) in LANGUAGES.items():
        served = [each for each in plan.meetings if each.fields.get("interpretation") == pool]
        if served:
            needed = _needed(plan, served)
            teams = needed + wanted.spare(needed / 2)
            row: Row = {"id": pool, "title": title, "languages": list(languages), "teams": teams}
            rows.append(row | (_BY_HALF_DAYS if plan.half_days else _BY_MEETINGS))
    return rows


def _needed(plan: Plan, meetings: list[Meeting]) -> int:
    return _teams_by_half_days(plan, meetings) if plan.half_days else _teams(meetings)


_BY_MEETINGS: Row = {
    "counts": "meetings",
    "meetings_a_day": A_DAY,
    "meetings_a_week": A_WEEK,
    "gap": GAP,
}
_BY_HALF_DAYS: Row = {
    "counts": "half_days",
    "half_day": HALF_DAY,
    "half_days_a_day": A_DAY,
    "half_days_a_week": A_WEEK,
    "usual_half_days_a_week": USUAL,
    "overtime": OVERTIME,
    "gap": GAP,
}
"""By what the work of teams is counted."""


def _teams(meetings: list[Meeting]) -> int:
    """Return the teams needed at once, by day and by week."""
    days = Counter(meeting.day for meeting in meetings)
    weeks = Counter(meeting.day // 7 for meeting in meetings)
    return max(
        most_at_once((each.start, each.end + GAP, 1) for each in meetings),
        -(-max(days.values()) // A_DAY),
        -(-max(weeks.values()) // A_WEEK),
    )


def _teams_by_half_days(plan: Plan, meetings: list[Meeting]) -> int:
    """Return the teams needed in half-days without a rest between them, by day and by week."""
    work = [
        (day, start, end, needed)
        for day, start, end in plan.calendar.half_days(HALF_DAY)
        if (needed := _at_once_within(meetings, start, end))
    ]
    days, weeks = Counter[int](), Counter[int]()
    for day, _, _, needed in work:
        days[day] += needed
        weeks[day // 7] += needed
    rows = (
        sum(more for _, later, _, more in work if start <= later < end + GAP)
        for _, start, end, _ in work
    )
    return max(*rows, -(-max(days.values()) // A_DAY), -(-max(weeks.values()) // A_WEEK))


def _at_once_within(meetings: list[Meeting], start: int, end: int) -> int:
    return most_at_once(
        (max(each.start, start), min(each.end, end), 1)
        for each in meetings
        if each.start < end and start < each.end
    )


def resources(plan: Plan, wanted: Wanted) -> list[Row]:
    """Return the rows of crews and captioning."""
    rows: list[Row] = []
    for resource, title, rest in (
        ("remote-crew", "Crew for remote participation", 0),
        ("captioning", "Live captioning", CHANGEOVER),
    ):
        needed = most_at_once(
            (each.start, each.end + rest, each.fields["uses"][resource])
            for each in plan.meetings
            if resource in each.fields.get("uses", {})
        )
        count = needed + wanted.spare(needed / 2)
        rows.append({"id": resource, "title": title, "count": count, "changeover": rest})
    return rows


def parallel_limits(plan: Plan, wanted: Wanted) -> list[Row]:
    """Return how many meetings may run at once: of the negotiations, of the dialogues, of all."""
    rows: list[Row] = []
    for limit, kinds in (("negotiations", NEGOTIATIONS), ("dialogues", ("dialogue",)), ("all", ())):
        held = [each for each in plan.meetings if not kinds or each.kind in kinds]
        needed = most_at_once((each.start, each.end, 1) for each in held)
        row: Row = {"id": limit, "at_most": needed + wanted.spare(needed / 3)}
        rows.append(row | ({"sessions": {"kinds": list(kinds)}} if kinds else {}))
    return rows
