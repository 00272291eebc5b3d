"""A variant in which items are settled before: its search begins with what is left of the base's agendas."""

import pytest

from scheduler.comparison import Programme, compare
from scheduler.instance import Instance
from scheduler.whatif import Conditions, NamedInstance, what_if
from tests.agendas import dealing, item, meeting
from tests.conference import placed
from tests.whatif.here import Here

QUICK = Conditions(time_limit=2.0)
COMMITTEE = {"bodies": ["com"]}


def planned(settled: int) -> Instance:
    """Make a conference in which the first of two items is settled so far."""
    return meeting(
        item("roads", 60, sessions=COMMITTEE, settled=settled),
        item("boats", 30, sessions=COMMITTEE),
        levels={"room_waste": "off"},
    )


@pytest.mark.slow
def test_what_is_settled_is_on_no_agenda_of_the_variant() -> None:
    """Half of it takes half its time; all of it frees an hour, and nothing that was given is given again."""
    base, half, whole = (planned(settled) for settled in (0, 50, 100))
    start = dealing(
        placed(base, one="Mon 09:00 A", two="Mon 10:00 A", plenary="Mon 11:00 A"),
        one="roads 60",
        two="boats 30",
    )
    cases = [
        NamedInstance(name, of) for name, of in (("base", base), ("half", half), ("whole", whole))
    ]
    done = what_if(cases[0], cases[1:], QUICK, Here(), start=start)
    schedules = [each.solution.schedule for each in done if each.solution is not None]
    found = [
        Programme(case.name, case.instance, schedule)
        for case, schedule in zip(cases, schedules, strict=True)
        if schedule is not None
    ]
    given = [{entry.item: entry.minutes for entry in each.schedule.agendas} for each in found]
    assert given == [{"roads": 60, "boats": 30}, {"roads": 30, "boats": 30}, {"boats": 30}]
    figures = {row.indicator.id: row.values for row in compare(found).indicators}
    assert figures["hours_settled"] == (0, 0.5, 1)
    # Of two committee meetings of an hour each; no item may be dealt with in the plenary.
    assert figures["item_hours_left"] == (0.5, 1, 1.5)
