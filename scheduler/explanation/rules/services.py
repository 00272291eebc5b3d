"""Ways out where interpreters, other services or meetings of a region are missing."""

from collections.abc import Iterator

from scheduler.evaluation.wording import counted, name
from scheduler.explanation.remedies import MOST_MORE, Break, Remedy, cured
from scheduler.instance.frozen import minutes_of


def teams_exceeded(broken: Break) -> Iterator[Remedy]:
    """Let meetings last longer; or engage more teams."""
    pool = broken.instance.pool_by_id[broken.item]
    served = [run.session for run in broken.runs.values() if run.session.interpretation == pool.id]
    longest = max(session.duration for session in served)
    if longest > pool.longest_meeting:
        words = f"let teams of {name(pool)} work for {minutes_of(longest)} min"
        yield cured(broken, words, ("interpretation", pool.id, "longest_meeting"), longest)
    for more in range(1, MOST_MORE + 1):
        words = f"engage {counted(more, 'more team')} of {name(pool)}"
        yield cured(broken, words, ("interpretation", pool.id, "teams"), pool.teams + more)


def support_exceeded(broken: Break) -> Iterator[Remedy]:
    """Find more units of a resource."""
    fact = next(each for each in broken.instance.resources if each.id == broken.item)
    for more in range(1, MOST_MORE + 1):
        words = f"find {more} more of {name(fact)}"
        yield cured(broken, words, ("resources", fact.id, "count"), fact.count + more)


def region_unheard(broken: Break) -> Iterator[Remedy]:
    """Hold fewer coordination meetings."""
    region = broken.instance.region_by_id[broken.item]
    for fewer in range(region.coordination_a_week - 1, -1, -1):
        meetings = counted(fewer, "coordination meeting")
        words = f"be content with {meetings} of {name(region)} in each week"
        yield cured(broken, words, ("regions", region.id, "coordination_a_week"), fewer)
