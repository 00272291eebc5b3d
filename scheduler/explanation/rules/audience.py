"""Delegations, audiences, themes and regional groups: who is to see and to hear what."""

from collections.abc import Iterator

from scheduler.evaluation.runs import theme_name
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured, with_row
from scheduler.explanation.rules.voice import Sharing, Tally, Voice, first_tagged, row
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.wording import counted, name


def _must(instance: Instance, delegation: str) -> str:
    return say("{} must attend", _members(instance, delegation))


def _wishes(instance: Instance, delegation: str) -> str:
    return say("{} must or wishes to attend", _members(instance, delegation))


def _members(instance: Instance, delegation: str) -> str:
    fact = next(each for each in instance.delegations if each.id == delegation)
    return say("{} has {} for the meetings that it", name(fact), counted(fact.size, "member"))


def _more_members(violation: Violation) -> Iterator[Remedy]:
    """Send more members."""
    instance = violation.instance
    fact = next(each for each in instance.delegations if each.id == violation.item)
    for more in range(1, MOST_MORE + 1):
        words = say("let {} send {}", name(fact), counted(more, "more member", "more members"))
        changed = with_row(instance, "delegations", fact.id, size=fact.size + more)
        yield Remedy(words, ("delegations", fact.id, "size"), changed, violation.schedule)


def _apart(instance: Instance, audience: str) -> str:
    fact = next(each for each in instance.audiences if each.id == audience)
    return say("sessions for the audience {} are to be at different times", name(fact))


def _meetings(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    needed = counted(fact.coordination_a_week, "coordination meeting")
    return say("{} needs {} in each week", name(fact), needed)


def _fewer_meetings(violation: Violation) -> Iterator[Remedy]:
    """Hold fewer coordination meetings."""
    region = violation.instance.region_by_id[violation.item]
    for fewer in range(region.coordination_a_week - 1, -1, -1):
        meetings = counted(fewer, "coordination meeting")
        words = say("be content with {} of {} in each week", meetings, name(region))
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
    asks=lambda instance, theme: say(
        "sessions on the theme {} are never in parallel", theme_name(instance, theme)
    ),
    where=first_tagged("themes"),
    sharing=Sharing(trouble="The sessions of the theme {name} cannot be kept apart"),
)
theme_scattered = Voice(
    asks=lambda instance, theme: say(
        "sessions on the theme {} are to be on one day", theme_name(instance, theme)
    ),
    where=first_tagged("themes"),
)
region_unheard = Voice(
    asks=_meetings,
    where=row("regions", "coordination_a_week"),
    cure=_fewer_meetings,
    tally=Tally(helps="another coordination meeting, or wider windows of those there are"),
)
