"""What becomes of sessions, and whom that affects."""

from scheduler.comparison.changes import (
    Affected,
    AffectedGroup,
    ChangeKind,
    affected,
    changes,
    counts,
    place_of,
    reseated_in_words,
    told,
)
from scheduler.comparison.programmes import Programme
from tests.comparison.pairs import programme, small
from tests.conference import conference, placed, seated, session


def change_of(base: Programme, other: Programme) -> dict[str, ChangeKind]:
    """Return what becomes of each session by its id."""
    return {each.session: each.change for each in changes(base, other)}


def test_a_session_is_moved_in_another_room_or_left() -> None:
    """A moved time counts as moved, whether the room is another or not."""
    other = programme("b", opening="Mon 10:00 B", talk="Mon 14:30 B", budget="Mon 14:00 B")
    found = change_of(programme(), other)
    assert found == {
        "opening": ChangeKind.MOVED,
        "talk": ChangeKind.MOVED,
        "budget": ChangeKind.ROOM,
        "dinner": ChangeKind.UNCHANGED,
        "closing": ChangeKind.UNCHANGED,
    }
    assert counts(changes(programme(), other))[ChangeKind.MOVED] == 2


def test_others_on_a_panel_are_a_change_for_those_alone() -> None:
    """Ada's seat goes to Ben: nobody else is affected, and Eve keeps hers."""
    panel = {"roles": [{"id": "all", "people": ["ada", "ben", "eve"]}]}
    instance = conference(
        session("a", panel=panel),
        people=[{"id": "ada", "title": "Ada"}, {"id": "ben"}, {"id": "eve"}],
        audiences=[{"id": "press", "sessions": {"sessions": ["a"]}}],
    )

    def seating(label: str, people: str) -> Programme:
        return Programme(label, instance, seated(placed(instance, a="Mon 09:00 A"), a=people))

    base, other = seating("a", "ada eve"), seating("b", "ben eve")
    (change,) = changes(base, other)
    assert change.change is ChangeKind.PANEL
    assert [(each.group, each.id) for each in affected(base, other, [change])] == [
        (AffectedGroup.PERSON, "ada"),
        (AffectedGroup.PERSON, "ben"),
    ]
    (more,) = changes(base, seating("c", "ada ben eve"))
    assert reseated_in_words(change, base, other) == "panel: ben instead of Ada"
    assert reseated_in_words(more, base, other) == "panel: also ben"
    (less,) = changes(base, seating("e", "eve"))
    assert reseated_in_words(less, base, other) == "panel: without Ada"
    (same,) = changes(base, seating("d", "ada eve"))
    assert same.change is ChangeKind.UNCHANGED
    assert reseated_in_words(same, base, other) == ""


def test_sessions_of_one_instance_alone_are_added_or_removed() -> None:
    """Seen from the other side, what is added is removed."""
    more = programme("b", small(session("extra")), extra="Tue 14:00 A")
    assert change_of(programme(), more)["extra"] is ChangeKind.ADDED
    assert change_of(more, programme())["extra"] is ChangeKind.REMOVED


def test_changes_are_in_order_of_the_new_time() -> None:
    """The closing comes first now; a removed session stands where it was."""
    base = programme("a", small(session("extra")), extra="Mon 11:00 A")
    other = programme("b", closing="Mon 10:00 B")
    found = [each.session for each in changes(base, other)]
    assert found == ["opening", "closing", "extra", "budget", "talk", "dinner"]


def test_changes_are_told_in_words() -> None:
    """Where it was, by the clocks of the venue and the name of the room."""
    base, other = programme(), programme("b", budget="Tue 14:00 A", closing="Tue 09:00 B")
    found = {each.session: each for each in changes(base, other)}
    assert told(found["budget"], base, other) == "was Mon 8 Nov 14:00–15:00"
    assert told(found["closing"], base, other) == "was in Hall A"
    assert told(found["talk"], base, other) == ""
    assert place_of(base, found["opening"].before) == "Mon 8 Nov 09:00–10:00, Hall A"
    assert place_of(base, None) == ""


def affected_by(base: Programme, other: Programme) -> dict[tuple[AffectedGroup, str], Affected]:
    """Return all affected by group and id."""
    found = affected(base, other, changes(base, other))
    return {(each.group, each.id): each for each in found}


def test_those_in_a_changed_session_are_affected() -> None:
    """The talk moves: its speaker, the clerk who may come, Fiji, and those who follow remotely."""
    found = affected_by(programme(), programme("b", talk="Mon 14:30 B"))
    assert set(found) == {
        (AffectedGroup.PERSON, "minister"),
        (AffectedGroup.PERSON, "clerk"),
        (AffectedGroup.DELEGATION, "fiji"),
        (AffectedGroup.REGION, "asp"),
        (AffectedGroup.REGION, "ams"),
    }
    assert found[AffectedGroup.REGION, "asp"].people == 4
    assert found[AffectedGroup.DELEGATION, "fiji"].sessions == ("talk",)
    assert found[AffectedGroup.DELEGATION, "fiji"].title == "Fiji"


def test_a_move_to_another_room_is_told_apart() -> None:
    """The budget stays at its time: the clerk must only find another door."""
    found = affected_by(programme(), programme("b", budget="Mon 15:30 A", opening="Mon 09:00 B"))
    clerk, peru = found[AffectedGroup.PERSON, "clerk"], found[AffectedGroup.DELEGATION, "peru"]
    assert (clerk.sessions, clerk.rooms) == (("budget",), ())
    assert (peru.sessions, peru.rooms) == (("budget",), ("opening",))
    assert found[AffectedGroup.AUDIENCE, "press"].rooms == ("opening",)
    assert found[AffectedGroup.DELEGATION, "fiji"].rooms == (
        "opening",
    )  # it wishes to see plenaries


def test_another_room_is_nothing_to_those_who_are_online() -> None:
    """The minister speaks from afar: another room for the talk concerns the clerk, but not Suva and Lima."""
    afar = [{"id": "minister", "remote": True, "zone": "Pacific/Fiji"}, {"id": "clerk"}]
    base, other = (
        programme(label, small(people=[*afar, {"id": "deputy"}]), talk=f"Mon 14:00 {room}")
        for label, room in (("a", "B"), ("b", "A"))
    )
    assert set(affected_by(base, other)) == {
        (AffectedGroup.PERSON, "clerk"),
        (AffectedGroup.DELEGATION, "fiji"),
    }
    comes = programme("b", small(), talk="Mon 14:00 A")
    assert affected_by(base, comes)[AffectedGroup.PERSON, "minister"].rooms == ("talk",)
