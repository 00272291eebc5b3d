"""What takes place around the negotiations: dialogues, thematic sessions, side events, talks."""

from collections.abc import Callable, Mapping
from itertools import combinations
from types import MappingProxyType

from benchmarks.generation.calendar import Slot
from benchmarks.generation.meetings import Meeting
from benchmarks.generation.names import ANGLES, REGIONS, THEMES, titled
from benchmarks.generation.plan import Plan
from benchmarks.generation.sizes import Sizes

_THEMATIC = ("dialogue", "thematic", "side_event")
"""Kinds whose sessions are about a theme."""


def surround(plan: Plan, sizes: Sizes, counts: Mapping[str, int]) -> None:
    """Place so many sessions of each kind; who comes is asked when time and room are known."""
    themes = THEMES[: sizes.themes]
    for kind, number in counts.items():
        slots = _slots(plan, kind)
        for count in range(1, number + 1):
            theme = plan.draws.one(themes)
            title = _title(plan, kind, theme, count)
            id_ = f"{kind.replace('_', '-')}-{count}"
            meeting = plan.hold(id_, title, kind, plan.calmest(slots, kind))
            if kind in _THEMATIC:
                second = plan.draws.one(themes)
                meeting.fields["themes"] = list(dict.fromkeys((theme, second)))
            _GUESTS[kind](plan, meeting)


def _slots(plan: Plan, kind: str) -> list[Slot]:
    """Return the rounds in which a kind may meet, its first days if it is bound to them."""
    days = dict(plan.kinds[kind].settings).get("first_days")
    slots = plan.open_slots(kind)
    return slots if not isinstance(days, int) else [slot for slot in slots if slot.day < days]


def _title(plan: Plan, kind: str, theme: str, count: int) -> str:
    if kind in ("thematic", "side_event"):
        return titled(plan.draws.one(ANGLES), theme)
    if kind == "dialogue":
        return f"High-level dialogue on {theme}"
    return f"{plan.kinds[kind].title} {count}"


def _dialogue(plan: Plan, meeting: Meeting) -> None:
    meeting.fields["level"] = "ministerial"
    plan.people.invite(meeting, "moderator", "moderator")
    plan.people.invite(meeting, "speaker", "minister", 3)
    for part in ("deputy_minister", "funder", "chief_executive"):
        plan.people.invite(meeting, "speaker", part)
    if plan.draws.happens(0.3):
        plan.people.listen(meeting, "minister")


def _thematic(plan: Plan, meeting: Meeting) -> None:
    meeting.fields["level"] = "technical"
    plan.people.invite(meeting, "moderator", "moderator")
    theme = meeting.fields["themes"][0]
    plan.people.invite(meeting, "speaker", "expert", subject=theme)
    if plan.draws.happens(0.5):
        plan.people.invite(meeting, "speaker", plan.draws.one(("regulator", "chief_executive")))
    if "remote" in meeting.place.of_grade.features and plan.draws.happens(0.3):
        plan.people.invite_from_afar(meeting, "speaker")
    if plan.draws.happens(0.15):
        plan.people.listen(meeting, "regulator")


def _side_event(plan: Plan, meeting: Meeting) -> None:
    plan.people.invite(meeting, "moderator", "moderator")
    theme = meeting.fields["themes"][0]
    plan.people.invite(meeting, "speaker", "expert", subject=theme)
    if plan.draws.happens(0.2):
        plan.people.invite(meeting, "speaker", "funder")


def _bilateral(plan: Plan, meeting: Meeting) -> None:
    pairs = (("minister", 2), ("deputy_minister", 2), ("ambassador", 2))
    part, number = plan.draws.one(pairs)
    plan.people.invite(meeting, "required", part, number)


def _showcase(plan: Plan, meeting: Meeting) -> None:
    plan.people.invite(meeting, "moderator", "ambassador")
    plan.people.invite(meeting, "speaker", plan.draws.one(("chief_executive", "regulator")))


def _interregional(plan: Plan, meeting: Meeting) -> None:
    """Let the chairs of two regional groups meet that are free; two ambassadors, if none are."""
    for one, two in plan.draws.shuffled(list(combinations(REGIONS, 2))):
        chairs = [plan.people.persons[f"chair-{region[0]}"] for region in (one, two)]
        if all(chair.is_free(meeting) for chair in chairs):
            meeting.title = f"{one[1]} and {two[1]}: common initiatives"
            plan.people.engage(meeting, "chair", chairs[0])
            plan.people.engage(meeting, "required", chairs[1])
            return
    plan.people.invite(meeting, "chair", "ambassador", 2)


def _private_talk(plan: Plan, meeting: Meeting) -> None:
    meeting.fields |= {"level": "ministerial", "layout": "round_table", "private": True}
    plan.people.invite(meeting, "moderator", "ambassador")
    plan.people.invite(meeting, "required", "minister", 2)
    plan.people.invite(meeting, "required", "funder")


def _briefing(plan: Plan, meeting: Meeting) -> None:
    plan.people.invite(meeting, "chair", "moderator")


def _reception(plan: Plan, meeting: Meeting) -> None:
    meeting.fields["layout"] = plan.draws.one(("standing", "standing", "banquet"))
    plan.people.invite(meeting, "required", "ambassador")
    plan.people.engage(meeting, "optional", plan.people.persons["director"])


_GUESTS: Mapping[str, Callable[[Plan, Meeting], None]] = MappingProxyType(
    {
        "dialogue": _dialogue,
        "thematic": _thematic,
        "side_event": _side_event,
        "bilateral": _bilateral,
        "showcase": _showcase,
        "interregional": _interregional,
        "private_talk": _private_talk,
        "briefing": _briefing,
        "reception": _reception,
    }
)
"""Who comes to a session of each kind."""
