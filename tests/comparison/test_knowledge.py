"""Programmes that were made before others knew of something: they are not said to be better."""

from dataclasses import replace

from scheduler.comparison import Programme, compare
from scheduler.comparison.knowledge import facts_unknown
from scheduler.comparison.summary import programmes_sheet, sentences
from scheduler.reporting import Claim
from scheduler.reporting.front_page import proposals_of
from tests.comparison.pairs import programme

CLOSED = "Hall A is closed on Mon 8 Nov"


def _three() -> list[Programme]:
    """Return two programmes that are alike, and one that is worse as it knows of a closed hall."""
    late = programme("knows", dinner="Mon 19:00 B")
    return [programme("began"), programme("copy"), replace(late, known=(CLOSED,))]


def test_who_does_not_know_a_fact_is_not_better() -> None:
    """Without the fact the late one would be ranked out; with it nothing is said but who did not know."""
    blind = compare([replace(each, known=()) for each in _three()])
    assert "knows" not in blind.undominated
    found = compare(_three())
    assert "knows" in found.undominated
    by = {(each.programme, each.against): each for each in found.verdicts}
    assert not by["copy", "knows"].ranked
    assert not by["knows", "began"].ranked
    assert by["began", "copy"].ranked
    assert found.all_ranked  # their figures compare
    said = " ".join(sentences(found, in_brief=True))
    assert "knows has one that is better" not in said
    assert "knows is worse" not in said
    for name in ("began", "copy"):
        assert (
            f"{name} was made before this became known: {CLOSED}. "
            "It is not ranked with those that know it."
        ) in said
    hard = programmes_sheet(found).rows[-2]
    assert [each.text for each in hard.cells[1:]] == [
        *["all kept, by what was known then"] * 2,
        "all kept",
    ]


def test_a_fact_that_goes_on_is_known() -> None:
    """Who knows that Ada is away on both days knows that she is away on one."""
    both = "Ada is away on Mon; is away on Tue"
    assert facts_unknown([both], [["Ada is away on Mon"]]) == ()
    assert facts_unknown(["Ada is away on Mon"], [[both]]) == (both,)


def test_of_no_programme_that_does_not_know_a_fact_it_is_said_that_it_can_be_held() -> None:
    """In the row of the base, and of any other."""
    claims = {
        "copy": Claim("Proved: no better one."),
        "knows": Claim("Proved: no better one.", facts=(CLOSED,)),
    }
    _, copy, knows = proposals_of(compare(_three()), claims=claims)
    assert copy.summary == (
        f"It was made before this became known: {CLOSED}. It is not said that it can still be held."
    )
    assert (copy.proved, knows.proved) == ("", "Proved: no better one.")
