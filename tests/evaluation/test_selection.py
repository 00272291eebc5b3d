"""What is said of quotas, of what is left out, of showcases and of panels."""

from syrupy.assertion import SnapshotAssertion

from scheduler.evaluation import misfits
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.conference import conference, placed, seated, session
from tests.evaluation.said import findings, messages


def test_a_quota_says_what_is_held_and_what_is_allowed(snapshot: SnapshotAssertion) -> None:
    """Too many: which ones; too few: how many are needed."""
    talks = [session(name, optional=True) for name in ("a", "b", "c")]
    instance = conference(
        *talks, quotas=[{"id": "talks", "at_most": 1}, {"id": "more", "at_least": 3}]
    )
    schedule = placed(instance, b="Mon 09:00 A", a="Mon 10:00 A")
    assert messages(instance, schedule, "quota_missed") == snapshot
    finding, _ = findings(instance, schedule, "quota_missed")
    assert (finding.amount, finding.sessions) == (1, ("a", "b"))


def test_what_is_left_out_says_what_it_was_worth(snapshot: SnapshotAssertion) -> None:
    """Each session by itself, in the order of the file."""
    instance = conference(
        session("a", optional=True, value=1), session("b"), session("c", optional=True, value=40)
    )
    assert messages(instance, placed(instance, b="Mon 09:00 A"), "value_lost") == snapshot


def test_a_missing_showcase_says_whose_it_is(snapshot: SnapshotAssertion) -> None:
    """How many there are, and how many are needed."""
    instance = conference(
        session("a", showcases=["afr"]),
        regions=[{"id": "afr", "title": "Africa", "showcases": 3}],
    )
    schedule = placed(instance, a="Mon 09:00 A")
    assert messages(instance, schedule, "region_unheard") == snapshot


def test_a_session_that_is_not_optional_must_take_place() -> None:
    """A schedule without it is forbidden."""
    instance = conference(session("a"), session("b", optional=True, value=0))
    said = messages(instance, placed(instance, b="Mon 09:00 A"), "value_lost")
    assert said == ["A must take place, and has no slot"]


def test_what_was_published_and_is_left_out_has_moved(snapshot: SnapshotAssertion) -> None:
    """It concerns those who wanted to come; if it is frozen, it has to be held at its time."""
    start = "2021-11-08T09:00[Africa/Addis_Ababa]"
    instance = conference(
        session("a", optional=True, attendance=40, value=0),
        session("b"),
        published=[{"session": "a", "start": start, "room": "A"}],
        frozen=[{"days": ["2021-11-08"], "to": "09:30"}],
    )
    schedule = placed(instance, b="Tue 09:00 A")
    assert messages(instance, schedule, "session_moved") == snapshot
    assert messages(instance, schedule, "frozen_moved") == snapshot
    assert not messages(instance, schedule, "room_changed")
    (finding,) = findings(instance, schedule, "frozen_moved")
    assert finding.amount == 60  # all of its minutes


CLASSES = [
    {"id": "minister", "level": "ministerial", "seated_in": {"sessions": ["talk", "other"]}},
    {"id": "regulator", "level": "technical"},
]
THEMES = [{"id": each} for each in ("trust", "access", "skills")]
"""So that persons may care for what no session is about."""
PEOPLE = [
    {"id": "ada", "title": "Minister Ada", "class": "minister", "themes": ["trust"]},
    {"id": "ben", "class": "minister"},
    {"id": "eve", "class": "regulator", "themes": ["access", "skills"]},
    {"id": "max"},
]
DECIDERS = {"id": "deciders", "title": "Decision-makers", "classes": ["minister"]}
EXPERTS = {"id": "experts", "classes": ["regulator"]}


def _talk(**panel: object) -> Instance:
    """Return a conference of a talk, for ministers and on trust, and of another session."""
    talk = session("talk", themes=["trust"], level="ministerial", panel=panel)
    return conference(talk, session("other"), person_classes=CLASSES, people=PEOPLE, themes=THEMES)


def _with(instance: Instance, *people: str) -> Schedule:
    places = placed(instance, talk="Mon 09:00 A", other="Mon 10:00 A")
    return seated(places, talk=" ".join(people))


def test_a_panel_says_who_is_missing(snapshot: SnapshotAssertion) -> None:
    """In all, and role by role."""
    roles = [DECIDERS | {"at_least": 2}, EXPERTS | {"at_least": 1}]
    instance = _talk(roles=roles, at_least=3)
    assert messages(instance, _with(instance, "ada"), "panel_size_wrong") == snapshot
    found = findings(instance, _with(instance, "ada"), "panel_size_wrong")
    assert [each.amount for each in found] == [2, 1, 1]


def test_a_panel_says_that_it_is_too_large(snapshot: SnapshotAssertion) -> None:
    """In all, and in a role."""
    instance = _talk(roles=[DECIDERS | {"at_most": 0}, EXPERTS], at_most=1)
    schedule = _with(instance, "ada", "eve")
    assert messages(instance, schedule, "panel_size_wrong") == snapshot


def test_whoever_has_no_seat_is_told(snapshot: SnapshotAssertion) -> None:
    """With the sessions in which there could be one."""
    instance = _talk(roles=[DECIDERS | {"people": ["ada"]}])
    schedule = _with(instance)
    assert messages(instance, schedule, "unseated") == snapshot
    assert [each.sessions for each in findings(instance, schedule, "unseated")] == [("talk",), ()]


def test_a_seat_that_does_not_fit_says_why(snapshot: SnapshotAssertion) -> None:
    """Whose themes and level are others."""
    instance = _talk(roles=[DECIDERS, EXPERTS])
    schedule = _with(instance, "ada", "ben", "eve")
    assert messages(instance, schedule, "theme_mismatch") == snapshot
    assert messages(instance, schedule, "levels_mixed") == snapshot


def test_seats_that_nobody_can_have_do_not_fit() -> None:
    """Somebody unknown, somebody who is not in the pool, somebody twice, and a session without a panel."""
    instance = _talk(roles=[DECIDERS])
    assert not misfits(instance, _with(instance, "ada", "ben"))
    assert misfits(instance, _with(instance, "max", "nobody", "ada", "ada")) == (
        "talk: ada is seated 2 times, expected once",
        "talk: max is seated, but is not in the pool of its panel",
        "talk: the instance has no person nobody",
    )
    assert misfits(instance, seated(_with(instance), other="ada")) == (
        "other: ada is seated, but the session has no panel",
    )
