"""Delegations, audiences and regional groups: who is to see and to hear what."""

from collections.abc import Iterator

from scheduler.explanation.remedies import Remedy, Violation
from scheduler.explanation.rules.voice import Gravity, Sharing, Tally, Voice, raised, row_of
from scheduler.instance import Instance
from scheduler.phrases import say
from scheduler.wording import counted, name


def _must(instance: Instance, delegation: str) -> str:
    fact = row_of(instance.delegations, delegation)
    members = counted(fact.size, "member")
    return say("{} has {} for the meetings that it must attend", name(fact), members)


def _meetings(instance: Instance, region: str) -> str:
    fact = instance.region_by_id[region]
    meetings = counted(fact.coordination_a_week, "coordination meeting")
    stories = counted(fact.showcases, "success story", "success stories")
    return say("{} needs {} in each week, and {}", name(fact), meetings, stories)


def _fewer(violation: Violation) -> Iterator[Remedy]:
    """Be content with fewer coordination meetings, or success stories."""
    said = "accept {1} of {0} in each week"
    yield from raised(
        "regions",
        "coordination_a_week",
        lambda region, fewer: say(said, region, counted(fewer, "coordination meeting")),
        fewer=True,
    )(violation)
    yield from raised(
        "regions",
        "showcases",
        lambda region, fewer: say(
            "accept {} for {}", counted(fewer, "success story", "success stories"), region
        ),
        fewer=True,
    )(violation)


delegation_overstretched = Voice(
    says=_must,
    field="size",
    cure=raised(
        "delegations",
        "size",
        lambda who, size: say("let {} send {}", who, counted(size, "member")),
    ),
    sharing=Sharing(
        trouble="{name} has {most} in its delegation, and cannot attend all that it must",
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
        trouble="{name} has {most} in its delegation, and cannot attend all that it wishes to",
        wish=True,
    ),
    counts=lambda instance: (
        each.id for each in instance.delegations if instance.selected(each.wishes)
    ),
)
audience_overlap = Voice(
    sharing=Sharing(trouble="The audience {name} cannot attend everything", wish=True)
)
theme_conflict = Voice(
    sharing=Sharing(trouble="The sessions of the theme {name} cannot be kept apart")
)
region_unheard = Voice(
    gravity=Gravity.AGREED,
    says=_meetings,
    cure=_fewer,
    tally=Tally(helps="another coordination meeting, or wider windows for those there are"),
)
