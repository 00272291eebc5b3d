"""Plenary, committees, their groups, and the regional groups: the bones of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.generation.calendar import OFFICIAL, Slot
from benchmarks.generation.meetings import Body, Meeting
from benchmarks.generation.names import COMMITTEES, REGIONS, TEXTS
from benchmarks.generation.people import Person
from benchmarks.generation.plan import Plan
from benchmarks.generation.sizes import Sizes

SIX = "six-languages"
CHAIRS, PRESIDES = 420, 600
"""Minutes of sessions a day, of the chairs of committees and of the conference."""


@dataclass(slots=True)
class Spine:
    """The meetings on which others depend."""

    heads: Meeting
    opening: Meeting
    first: Meeting
    """The plenary that sets up the committees."""
    editing: Meeting
    first_reading: Meeting
    second_reading: Meeting
    closing: Meeting
    steering: list[Meeting] = field(default_factory=list)
    committees: list[Body] = field(default_factory=list)
    """Those that report to the plenary, the Editorial Committee aside."""


class _Officers:
    """Those who are there whatever takes place."""

    def __init__(self, plan: Plan, committees: int) -> None:
        self.president = plan.people.officer(
            "conference-chair", "Chair of the conference", "minister"
        )
        self.president.exempt, self.president.load = True, PRESIDES
        self.director = plan.people.officer("director", "Executive secretary")
        self.lawyer = plan.people.officer("legal-adviser", "Legal adviser")
        self.editor = plan.people.officer("chair-editorial", "Chair of the Editorial Committee")
        self.groups = [
            plan.people.officer(f"chair-{id_}", f"Chair of the {group} group", "ambassador")
            for id_, _, group in REGIONS
        ]
        self.chairs = [
            plan.people.officer(f"chair-com{number}", f"Chair of Committee {number}")
            for number in range(1, committees + 1)
        ]
        for chair in self.chairs:
            chair.load = CHAIRS


def negotiate(plan: Plan, sizes: Sizes) -> Spine:
    """Place all meetings of bodies; return those on which others depend."""
    officers = _Officers(plan, sizes.committees)
    spine = _plenaries(plan, officers)
    _steering(plan, officers, spine)
    _coordination(plan, officers, sizes)
    for number in range(1, sizes.committees + 1):
        _committee(plan, sizes, officers, spine, number)
    return spine


def _plenaries(plan: Plan, officers: _Officers) -> Spine:
    """Place what comes at fixed times: the beginning, the reports, and the readings."""
    days = plan.calendar.weekdays
    body = plan.body("plenary", "Plenary")
    first, editing = _official(plan, 0), _official(plan, days[-2])
    heads = plan.hold("heads-of-delegation", "Heads of delegation", "heads", first[0])
    _take_part(plan, heads, officers.president, [officers.director, *officers.groups])
    plan.close(heads.slot)
    opening = _plenary(plan, officers, body, "opening", "Opening ceremony", first[1])
    agenda = _plenary(plan, officers, body, "plenary-1", "Plenary (1): agenda", first[2])
    for number, day in enumerate(days[3:-4:5], 2):
        title = f"Plenary ({number}): where the committees stand"
        _plenary(plan, officers, body, f"plenary-{number}", title, _official(plan, day)[-1])
    editorial = plan.body("editorial", "Editorial Committee", body)
    edited = plan.hold("editorial-1", "Editorial Committee (1)", "committee", editing[0], editorial)
    _take_part(plan, edited, officers.editor, [officers.lawyer])
    read = _plenary(plan, officers, body, "first-reading", "Plenary: first reading", editing[-1])
    last = _official(plan, days[-1])
    again = _plenary(plan, officers, body, "second-reading", "Plenary: second reading", last[0])
    closing = _plenary(plan, officers, body, "closing", "Closing ceremony", last[-1])
    return Spine(heads, opening, agenda, edited, read, again, closing)


def _plenary(
    plan: Plan, officers: _Officers, body: Body, id_: str, title: str, slot: Slot
) -> Meeting:
    kind = "plenary" if title.startswith("Plenary") else "ceremony"
    meeting = plan.hold(id_, title, kind, slot, body)
    _take_part(plan, meeting, officers.president, [officers.director, officers.lawyer])
    if kind == "ceremony":
        meeting.fields["pin"] = {
            "start": plan.calendar.instant(meeting.start),
            "room": meeting.place.id,
        }
    else:
        for person in officers.chairs:
            plan.people.engage(meeting, "required", person)
    if id_ == "opening":
        meeting.fields["seated_before"] = 30
        plan.people.invite(meeting, "speaker", "head_of_state")
        for person in officers.groups:
            plan.people.engage(meeting, "required", person)
    meeting.fields["exclusive"] = True
    plan.close(slot)
    return meeting


def _take_part(plan: Plan, meeting: Meeting, chair: Person, others: Sequence[Person]) -> None:
    """Engage a chair and others, and interpreters unless the meeting is small."""
    plan.people.engage(meeting, "chair", chair)
    for person in others:
        plan.people.engage(meeting, "required", person)
    if meeting.place.of_grade.booths >= 6:
        meeting.fields["interpretation"] = SIX


def _official(plan: Plan, day: int) -> list[Slot]:
    return [slot for slot in plan.slots if slot.day == day and slot.band in OFFICIAL]


def _steering(plan: Plan, officers: _Officers, spine: Spine) -> None:
    """Place a meeting of all chairs in the evening of every second day."""
    body = plan.body("steering", "Steering Committee", spine.opening.body)
    for number, day in enumerate(plan.calendar.weekdays[:-1:2], 1):
        slot = next(slot for slot in plan.slots if slot.day == day and slot.band == "evening")
        title = f"Steering Committee ({number})"
        meeting = plan.hold(f"steering-{number}", title, "steering", slot, body, wait=15)
        _take_part(plan, meeting, officers.president, [officers.director, *officers.chairs])
        spine.steering.append(meeting)


def _coordination(plan: Plan, officers: _Officers, sizes: Sizes) -> None:
    """Place the meetings of the regional groups in each week."""
    for (region, _, name), chair in zip(REGIONS, officers.groups, strict=True):
        body = plan.body(f"{region}-group", f"{name} group")
        number = 0
        for week in range(sizes.weeks):
            slots = [
                slot
                for slot in plan.open_slots("coordination")
                if slot.day // 7 == week and slot.day
            ]
            for slot in plan.spread(slots, sizes.coordination_a_week, "coordination"):
                number += 1
                title = f"{name} group ({number})"
                meeting = plan.hold(f"{body.id}-{number}", title, "coordination", slot, body)
                meeting.fields["region"] = region
                plan.people.engage(meeting, "chair", chair)


def _committee(plan: Plan, sizes: Sizes, officers: _Officers, spine: Spine, number: int) -> None:
    """Place the meetings of a committee, and of the groups below it."""
    subject, chair = COMMITTEES[number - 1], officers.chairs[number - 1]
    body = plan.body(f"com{number}", f"Committee {number}, {subject}", spine.opening.body)
    spine.committees.append(body)
    since = spine.first.slot.number + 1
    until = _official(plan, plan.calendar.weekdays[-3])[-1].number + 1
    texts = plan.draws.shuffled(TEXTS)
    vices = [
        plan.people.officer(
            f"vice-com{number}-{letter}", f"Vice-chair {letter.upper()} of Committee {number}"
        )
        for letter in "abcdefg"[: sizes.ad_hoc_groups]
    ]
    for count, slot in enumerate(_rounds(plan, sizes.committee_meetings, since, until), 1):
        meeting = plan.hold(
            f"com{number}-{count}", f"Committee {number} ({count})", "committee", slot, body
        )
        _take_part(plan, meeting, chair, vices)
    for vice, text in zip(vices, texts, strict=False):
        _group(plan, sizes, body, vice, text)


def _rounds(plan: Plan, number: int, since: int, until: int) -> list[Slot]:
    """Return rounds for a committee; or half-days, of which no two follow each other."""
    if not plan.half_days:
        return plan.spread(plan.open_slots("committee", since, until), number, "committee")
    slots = plan.open_half_days("committee", since, until)
    edges = [part * len(slots) // number for part in range(number + 1)]
    return [plan.calmest(slots[a : max(a + 1, b - 1)], "committee") for a, b in pairwise(edges)]


def _group(plan: Plan, sizes: Sizes, parent: Body, chair: Person, text: str) -> None:
    """Place the meetings of an ad hoc group, between the second (or first) and the last of its committee."""
    letter = chair.id[-1]
    id_ = f"ah{parent.id.removeprefix('com')}{letter}"
    body = plan.body(id_, f"Ad hoc group on {text}", parent)
    for count, slot in enumerate(_between(plan, body, "ad_hoc", sizes.ad_hoc_meetings), 1):
        meeting = plan.hold(f"{id_}-{count}", f"{body.title} ({count})", "ad_hoc", slot, body)
        plan.people.engage(meeting, "chair", chair)
    for number in range(1, sizes.drafting_groups + 1):
        _drafting(plan, sizes, body, number)


def _drafting(plan: Plan, sizes: Sizes, parent: Body, number: int) -> None:
    """Place the meetings of a drafting group, between the first and the last of its ad hoc group."""
    id_ = f"{parent.id}-dg{number}"
    title = parent.title.replace("Ad hoc group", f"Drafting group {number}")
    body = plan.body(id_, title, parent)
    chair = plan.people.officer(f"chair-{id_}", f"Chair of {id_}")
    for count, slot in enumerate(_between(plan, body, "drafting", sizes.drafting_meetings), 1):
        meeting = plan.hold(f"{id_}-{count}", f"{title} ({count})", "drafting", slot, body)
        plan.people.engage(meeting, "chair", chair)


def begins_after(kind: str, plan: Plan) -> int:
    """Return after which meeting of its parent a group begins: ad hoc groups the second, if it is a round."""
    return 1 if kind == "ad_hoc" and not plan.half_days else 0


def _between(plan: Plan, body: Body, kind: str, number: int) -> list[Slot]:
    """Return rounds for a body between meetings of its parent, beside no body above it."""
    above = [meeting for each in body.line()[1:] for meeting in each.meetings]
    parents = [meeting for meeting in above if meeting.body is body.parent]
    begins = parents[begins_after(kind, plan)]
    taken = {number for meeting in above for number in meeting.slot.numbers}
    slots = plan.open_slots(kind, begins.slot.numbers[-1] + 1, parents[-1].slot.number)
    return plan.spread([slot for slot in slots if slot.number not in taken], number, kind)
