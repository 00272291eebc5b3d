"""Delegations, audiences and regional groups: who is to see and to hear what."""

from scheduler.explanation.rules.voice import Sharing, Tally, Voice, raised, row_of
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.wording import counted, name


def _must(instance: Instance, delegation: str) -> str:
    fact = row_of(instance.delegations, delegation)
    members = counted(fact.size, "member")
    return say("{} has {} for the meetings that it must attend", name(fact), members)


def _meetings(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    needed = counted(fact.coordination_a_week, "coordination meeting")
    return say("{} needs {} in each week", name(fact), needed)


delegation_overstretched = Voice(
    says=_must,
    field="size",
    cure=raised(
        "delegations",
        "size",
        lambda who, size: say("let {} come with {}", who, counted(size, "member")),
    ),
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
    field="wishes",
    sharing=Sharing(
        trouble="{name} has {most} in its delegation, and cannot attend all it wishes", wish=True
    ),
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.wishes)
    ),
)
audience_overlap = Voice(
    sharing=Sharing(trouble="The audience {name} cannot see everything", wish=True)
)
theme_conflict = Voice(
    sharing=Sharing(trouble="The sessions of the theme {name} cannot be kept apart")
)
region_unheard = Voice(
    says=_meetings,
    field="coordination_a_week",
    cure=raised(
        "regions",
        "coordination_a_week",
        lambda region, fewer: say(
            "be content with {} of {} in each week",
            counted(fewer, "coordination meeting"),
            region,
        ),
        fewer=True,
    ),
    tally=Tally(helps="another coordination meeting, or wider windows of those there are"),
)
