"""What was changed in one of two programmes, as *Compare* tells it."""

from scheduler.desk import add, apply, drop, move
from scheduler.web.desk.comparing import Label, comparison_answer
from tests.conference import session
from tests.desk.desks import three, to


def test_a_session_that_was_added_is_told_where_it_is_now() -> None:
    """It was added in one place, and has moved since; without a place it is added alone."""
    before = three()
    added = apply(before, add(before, session("dams", title="Dams"), to("Mon 14:00"), "A"))
    moved = apply(added, move(added, "dams", to("Mon 16:00"), "B"))
    gone = apply(moved, drop(moved, "dams"))
    told = [
        comparison_answer((Label("", "As it began"), before), (Label("x.yaml", "Plan"), each))
        for each in (moved, gone)
    ]
    assert told[0]["facts"] == [["Add Dams: Mon 8 Nov 16:00 in B.", False, True]]
    assert told[1]["facts"][0] == ["Add Dams.", False, True]
