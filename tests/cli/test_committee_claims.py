"""What a committee is told of proof, in brief."""

from scheduler.cli.views.claims import missing_in_brief, proved_in_brief
from scheduler.explanation import Trouble
from scheduler.whatif import Done
from tests.cli.test_claims import IMPOSSIBLE, NOTHING


def test_a_committee_is_told_how_much_better_a_programme_can_be() -> None:
    """Not at all, by so much at most, or nobody knows."""
    assert proved_in_brief(1000, 1000) == ("None: proved", "")
    assert proved_in_brief(1000, 750) == ("25.0 % at most", "")
    assert proved_in_brief(1000, None) == ("Not known", "")
    assert proved_in_brief(0, None) == ("Not known", "")


def test_a_committee_is_told_why_there_is_no_programme() -> None:
    """The shortest reason, without the list of sessions; nothing is claimed of a search in vain."""
    long = Trouble("Too much of everything. Sessions: a, b. What may help: less.", True, (), ())
    short = Trouble("Too few teams. Sessions: a, b.", True, (), ())
    proved, unknown = missing_in_brief(Done("x", IMPOSSIBLE, (long, short)))
    assert (proved, unknown) == ("It cannot be held: proved. Too few teams.", "")
    proved, _ = missing_in_brief(Done("x", IMPOSSIBLE))
    assert proved == "It cannot be held: proved. What it asks for cannot all be had at once."
    assert missing_in_brief(Done("x", NOTHING))[0] == ""
    assert missing_in_brief(Done("x", None, note="lost")) == (
        "",
        "Nobody knows whether it can be held: no programme; lost.",
    )
