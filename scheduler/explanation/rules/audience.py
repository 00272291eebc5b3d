"""Delegations, audiences, themes and regional groups: who is to see and to hear what."""

from collections.abc import Iterator

from scheduler.evaluation.runs import theme_name
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured, with_row
from scheduler.explanation.rules.voice import Sharing, Tally, Voice, first_tagged, row
from scheduler.instance import Instance
from scheduler.wording import counted, name


def _must(instance: Instance, delegation: str) -> str:
    return f"{_members(instance, delegation)} must attend"


def _wishes(instance: Instance, delegation: str) -> str:
    return f"{_members(instance, delegation)} must or wishes to attend"


def _members(instance: Instance, delegation: str) -> str:
    fact = next(each for each in instance.delegations if each.id == delegation)
    return f"{name(fact)} has {counted(fact.size, 'member')} for the meetings that it"


def _more_members(violation: Violation) -> Iterator[Remedy]:
    """Send more members."""
    instance = violation.instance
    fact = next(each for each in instance.delegations if each.id == violation.item)
    for more in range(1, MOST_MORE + 1):
        words = f"let {name(fact)} send {counted(more, 'more member', 'more members')}"
        changed = with_row(instance, "delegations", fact.id, size=fact.size + more)
        yield Remedy(words, ("delegations", fact.id, "size"), changed, violation.schedule)


def _apart(instance: Instance, audience: str) -> str:
    fact = next(each for each in instance.audiences if each.id == audience)
    return f"sessions for the audience {name(fact)} are to be at different times"


def _meetings(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    needed = counted(fact.coordination_a_week, "coordination meeting")
    return f"{name(fact)} needs {needed} in each week"


def _fewer_meetings(violation: Violation) -> Iterator[Remedy]:
    """Hold fewer coordination meetings."""
    region = violation.instance.region_by_id[violation.item]
    for fewer in range(region.coordination_a_week - 1, -1, -1):
        meetings = counted(fewer, "coordination meeting")
        words = f"be content with {meetings} of {name(region)} in each week"
        yield cured(violation, words, ("regions", region.id, "coordination_a_week"), fewer)


delegation_overstretched = Voice(
    asks=_must,
    where=row("delegations", "size"),
    cure=_more_members,
    sharing=Sharing(
        trouble="{name} has {most} in its delegation, and cannot attend all it must",
        helps="another member, or fewer sessions that it must attend",
        wish=True,
        scarce=True,
    ),
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.must)
    ),
)
wish_missed = Voice(
    asks=_wishes,
    where=row("delegations", "wishes"),
    sharing=Sharing(
        trouble="{name} has {most} in its delegation, and cannot attend all it wishes", wish=True
    ),
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.wishes)
    ),
)
audience_overlap = Voice(
    asks=_apart,
    where=row("audiences"),
    sharing=Sharing(trouble="The audience {name} cannot see everything", wish=True),
)
theme_conflict = Voice(
    asks=lambda instance, theme: (
        f"sessions on the theme {theme_name(instance, theme)} are never in parallel"
    ),
    where=first_tagged("themes"),
    sharing=Sharing(trouble="The sessions of the theme {name} cannot be kept apart"),
)
theme_scattered = Voice(
    asks=lambda instance, theme: (
        f"sessions on the theme {theme_name(instance, theme)} are to be on one day"
    ),
    where=first_tagged("themes"),
)
region_unheard = Voice(
    asks=_meetings,
    where=row("regions", "coordination_a_week"),
    cure=_fewer_meetings,
    tally=Tally(helps="another coordination meeting, or wider windows of those there are"),
)
