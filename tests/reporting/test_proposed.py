"""What a variant proposes that says nothing of itself, and which programmes are alike."""

from dataclasses import replace

import pytest

from scheduler.comparison import Programme, compare
from scheduler.comparison.summary import sentences
from scheduler.reporting import Claim, page_of
from scheduler.reporting.front_page import Proposal, proposals_of
from scheduler.reporting.proposed import MOST
from scheduler.schedule import Schedule
from tests.comparison.pairs import PEOPLE, programme, small
from tests.conference import session
from tests.reporting.test_front_page import front

WISHES = Claim("Not known", wishes=("Close Hall A",))


def proposal(*others: Programme, claim: Claim | None = None, hide_rooms: bool = False) -> Proposal:
    """Return the row of the last programme."""
    claims = {} if claim is None else {others[-1].label: claim}
    comparison = compare([programme("As now"), *others])
    return proposals_of(comparison, claims=claims, hide_rooms=hide_rooms)[-1]


def test_moves_are_told_from_where_to_where() -> None:
    """Another time first, then another room alone; wishes before both."""
    other = programme("Later", talk="Mon 14:00 A", budget="Mon 15:00 B", closing="Tue 10:00 A")
    assert proposal(other, claim=WISHES).proposed.told == (
        "Close Hall A",
        "Budget: Mon 8 Nov 14:00 → Mon 8 Nov 15:00, B",
        "Closing: Tue 9 Nov 09:00 → Tue 9 Nov 10:00",
        "Talk: B → Hall A",
    )
    assert proposal(other, hide_rooms=True).proposed.told == (
        "Budget: Mon 8 Nov 14:00 → Mon 8 Nov 15:00",
        "Closing: Tue 9 Nov 09:00 → Tue 9 Nov 10:00",
    )


def test_what_comes_in_and_what_is_left_out_is_told() -> None:
    """With where it is, or was."""
    extra = small(session("extra", title="Extra", optional=True, value=1))
    held = programme("held", extra, extra="Tue 14:00 A")
    assert proposal(held).proposed.told == ("Extra: new (Tue 9 Nov 14:00, Hall A)",)
    back = compare([held, programme("less", extra)])
    told = proposals_of(back)[1].proposed.told
    assert told == ("Extra: left out (Tue 9 Nov 14:00, Hall A)",)


def test_who_comes_onto_a_panel_for_whom_is_told() -> None:
    """Beside where its session goes, and where it stays; a panel that stays is not told."""
    people = [{"id": "ada", "title": "Minister, Ada"}, {"id": "ben", "title": "Ben"}]
    panelled = small(
        session("extra", title="Extra", panel={"roles": [{"id": "all", "people": ["ada", "ben"]}]}),
        people=[*PEOPLE, *people],
    )

    def seating(label: str, extra: str, person: str) -> Programme:
        made = programme(label, panelled, extra=extra)
        seated = tuple(
            replace(each, seated=(person,)) if each.session == "extra" else each
            for each in made.schedule.assignments
        )
        return replace(made, schedule=Schedule.of(seated))

    base = seating("now", "Tue 14:00 A", "ada")
    moved, stayed = seating("b", "Tue 15:00 A", "ben"), seating("c", "Tue 14:00 A", "ben")
    alone = seating("d", "Tue 15:00 A", "ada")
    told = [each.proposed.told for each in proposals_of(compare([base, moved, stayed, alone]))[1:]]
    place = "Extra: Tue 9 Nov 14:00 → Tue 9 Nov 15:00"
    assert told == [
        (f"{place}; on its panel Ben, no longer Minister, Ada",),
        ("Extra: on its panel Ben, no longer Minister, Ada",),
        (place,),
    ]


@pytest.mark.parametrize(("number", "told", "left"), [(10, 10, 0), (11, 11, 0), (12, 10, 2)])
def test_ten_are_told_and_how_many_more(number: int, told: int, left: int) -> None:
    """One more is told as shortly as it is counted."""
    assert MOST == 10
    wishes = tuple(f"Close {each}" for each in range(number))
    found = proposal(programme("b", small()), claim=Claim("", wishes=wishes)).proposed
    assert (len(found.told), found.left) == (told, left)


def test_a_variant_with_words_of_its_own_is_told_by_them() -> None:
    """Not by those of the base, which it has as well."""
    own = small().model_copy(update={"summary": "Later."})
    moved = programme("b", own, closing="Tue 10:00 A")
    assert (proposal(moved).summary, proposal(moved).proposed.told) == ("Later.", ())
    base = replace(programme("a"), instance=own)
    found = proposals_of(compare([base, moved]))[1]
    assert (found.summary, len(found.proposed.told)) == ("", 1)


def test_equal_programmes_are_said_to_be_equal() -> None:
    """To the base, or to an earlier variant; one at another time, or in another room, is not."""
    pair = [programme(label, closing="Tue 10:00 A") for label in ("b", "c")]
    assert proposal(programme("b", small())).like == 0
    assert proposal(*pair).like == 1
    assert proposal(*pair).proposed.told == ()
    assert proposal(pair[0], programme("c", closing="Tue 10:00 B")).like is None
    page = front(page_of(compare([programme("As now"), *pair, programme("d")])))
    assert "The same programme as 2 b: every session is when and where it is there." in page
    assert "The same programme as 1 As now: every" in page
    assert page.count("Nobody is better or worse off than in 1 As now.") == 1


def test_equal_programmes_are_equal_in_short() -> None:
    """To the one that they are equal to; what holds of the others alone is not said of them."""
    pair = [programme(label, closing="Tue 10:00 A") for label in ("b", "c")]
    said = [*sentences(compare([programme("a"), *pair]), in_brief=True)]
    assert "c: every session is where and when it is in b." in said
    assert not any(each.startswith("c against a") for each in said)
    others = [programme("b", talk="Mon 16:00 B"), programme("c", small())]
    found = [*sentences(compare([programme("a"), *others]), in_brief=True)]
    but = "But for those that are equal, no programme is better than another in everything."
    assert but in found
    assert not any("equal in everything: each has its merits" in each for each in found)


def test_facts_are_no_proposals() -> None:
    """What all alternatives know is told once, above the table; what one of them knows, in its row."""
    closed, away = "Close Annex on Tue 9 Nov", "Minister does not come"
    claims = {
        "b": Claim("", "", (closed, "Talk is longer", away), (closed, away)),
        "c": Claim("", "", (closed, "Talk is shorter"), (closed,)),
    }
    programmes = [
        programme("a"),
        programme("b", talk="Mon 16:00 B"),
        programme("c", talk="Mon 15:00 B"),
    ]
    comparison = compare(programmes)
    base, one, other = proposals_of(comparison, claims=claims)
    assert (base.known, one.known, other.known) == ((closed,), (away,), ())
    assert one.proposed.told[0] == "Talk is longer"
    assert not {closed, away} & {*one.proposed.told, *other.proposed.told}
    said = front(page_of(comparison, claims=claims))
    assert f"What has become known: {closed}. Variant" in said
    assert f"What has become known: {away}" in said
    assert said.count("What has become known") == 2
