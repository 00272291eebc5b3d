"""Who sits on panels: both voices agree, on both sides of each edge, and what is said of it."""

from typing import Any

from syrupy.assertion import SnapshotAssertion

from scheduler.evaluation import misfits
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from tests.conference import conference, placed, seated, session
from tests.evaluation.said import findings, messages
from tests.rules.brute import restrictions
from tests.voices import amount

CLASSES = [
    {"id": "minister", "level": "ministerial", "seated_in": {"kinds": ["meeting"]}},
    {"id": "regulator", "level": "technical"},
]
THEMES = [{"id": each} for each in ("trust", "access", "skills")]
"""So that persons may care for what no session is about."""
PEOPLE = [
    {
        "id": "ada",
        "title": "Minister Ada",
        "class": "minister",
        "themes": ["trust"],
        "brings": ["problems"],
    },
    {"id": "ben", "class": "minister", "themes": ["access", "trust"]},
    {"id": "eve", "class": "regulator", "themes": ["access"], "brings": ["resources", "solutions"]},
    {"id": "bank", "brings": ["resources"]},
]
MINISTERS = {"id": "deciders", "title": "Decision-makers", "classes": ["minister"]}
MONEY = {"id": "money", "brings": ["resources"]}


def _talk(*roles: dict[str, Any], panel: dict[str, Any] | None = None, **fields: Any) -> Instance:
    """Return a conference of the session ``talk`` with a panel of these roles, and another session."""
    talk = session("talk", panel={"roles": list(roles), **(panel or {})}, **fields)
    return conference(
        talk, session("other", optional=True), person_classes=CLASSES, people=PEOPLE, themes=THEMES
    )


def _with(instance: Instance, *people: str) -> Schedule:
    """Return a schedule in which these persons have seats in ``talk``."""
    return seated(placed(instance, talk="Mon 09:00 A"), talk=" ".join(people))


def _amount(instance: Instance, rule: str, *people: str) -> int:
    return amount(instance, _with(instance, *people), rule)


def test_as_many_as_a_role_asks_for_are_enough() -> None:
    """One less is one missing; those of another role do not count."""
    instance = _talk(MINISTERS | {"at_least": 2}, MONEY | {"at_least": 1})
    assert _amount(instance, "panel_size_wrong", "ada", "ben", "eve") == 0
    assert _amount(instance, "panel_size_wrong", "ada", "eve", "bank") == 1
    assert _amount(instance, "panel_size_wrong", "bank") == 2
    assert _amount(instance, "panel_size_wrong") == 2 + 1


def test_a_panel_as_a_whole_counts_each_person_once() -> None:
    """Eve fits two roles and is one person."""
    solving = {"id": "solving", "brings": ["solutions"], "at_least": 1}
    instance = _talk(MONEY | {"at_least": 1}, solving, panel={"at_least": 2})
    assert _amount(instance, "panel_size_wrong", "eve", "bank") == 0
    assert (
        _amount(instance, "panel_size_wrong", "eve") == 1
    )  # both roles are there, one person is not
    assert _amount(instance, "panel_size_wrong", "bank") == 1 + 1


def test_who_has_a_fixed_role_counts_where_he_fits_and_gets_no_seat() -> None:
    """A speaker does; who comes if possible does not; a chair who fits no role is not on the panel."""
    roles = {"people": {"speaker": ["ada"], "optional": ["ben"], "chair": ["bank"]}}
    instance = _talk(MINISTERS | {"at_least": 2}, panel={"at_least": 2}, **roles)
    assert instance.pools["talk"] == ()
    assert _amount(instance, "panel_size_wrong") == 1 + 1  # a second minister, a second person


def test_all_that_a_role_tells_holds_at_once() -> None:
    """Class, what is brought, and name."""
    instance = _talk(MINISTERS | {"brings": ["problems"]})
    assert instance.pools["talk"] == ("ada",)
    assert _talk(MINISTERS | {"people": ["ben", "eve"]}).pools["talk"] == ("ben",)
    assert _talk(MINISTERS | {"people": []}).pools["talk"] == ()
    assert _talk(MINISTERS, MONEY).pools["talk"] == ("ada", "ben", "eve", "bank")


def test_as_many_as_a_panel_allows_are_not_too_many() -> None:
    """One more is one too many, in the role and in all; fixed roles count."""
    instance = _talk(MINISTERS | {"at_most": 1}, MONEY, panel={"at_most": 2})
    assert _amount(instance, "panel_size_wrong", "ada", "eve") == 0
    assert _amount(instance, "panel_size_wrong", "ada", "ben") == 1
    assert _amount(instance, "panel_size_wrong", "ada", "ben", "eve") == 1 + 1
    fixed = _talk(MINISTERS | {"at_most": 1}, people={"chair": ["ada"]})
    assert _amount(fixed, "panel_size_wrong") == 0
    assert _amount(fixed, "panel_size_wrong", "ben") == 1


def test_a_panel_that_cannot_be_too_large_asks_nothing() -> None:
    """And one that asks for nobody neither."""
    instance = _talk(MINISTERS | {"at_most": 2}, panel={"at_most": 2})
    assert not restrictions(instance, "panel_size_wrong")


def test_what_is_left_out_misses_nobody() -> None:
    """Held without anybody it misses three, and one more counts one less; left out it misses none."""
    panel = {"at_least": 2, "roles": [MINISTERS | {"at_least": 1}]}
    talk = session("talk", optional=True, panel=panel)
    instance = conference(talk, session("d"), person_classes=CLASSES, people=PEOPLE, themes=THEMES)
    assert amount(instance, placed(instance, d="Mon 09:00 A"), "panel_size_wrong") == 0
    both = placed(instance, d="Mon 09:00 A", talk="Mon 10:00 A")
    assert amount(instance, both, "panel_size_wrong") == 2 + 1
    for people, missing in (("ada", 1), ("ada ben", 0)):
        assert amount(instance, seated(both, talk=people), "panel_size_wrong") == missing


def test_who_has_to_be_seated_is_in_one_of_the_sessions() -> None:
    """A seat or a fixed role is enough; others need none; one that is left out does not count."""
    instance = _talk(MINISTERS)
    assert _amount(instance, "unseated", "ada", "ben") == 0
    assert _amount(instance, "unseated", "ada") == 1
    assert _amount(instance, "unseated") == 2
    assert _amount(_talk(MINISTERS, people={"speaker": ["ada"]}), "unseated", "ben") == 0
    assert _amount(_talk(MINISTERS, people={"optional": ["ada"]}), "unseated", "ben") == 1
    apart = conference(
        session("talk", optional=True, people={"chair": ["ada", "ben"]}),
        session("d", kind="other"),
        kinds=[{"id": kind, "bands": ["morning"]} for kind in ("meeting", "other")],
        person_classes=CLASSES,
        people=PEOPLE,
        themes=THEMES,
    )
    assert amount(apart, placed(apart, d="Mon 09:00 A"), "unseated") == 2


def test_a_seat_matches_a_theme() -> None:
    """One in common is enough; who has none, and what has none, matches everything."""
    instance = _talk(MINISTERS, MONEY, themes=["trust", "skills"])
    assert _amount(instance, "theme_mismatch", "ada", "ben", "bank") == 0
    assert _amount(instance, "theme_mismatch", "ada", "eve") == 1
    assert _amount(_talk(MINISTERS, MONEY), "theme_mismatch", "eve") == 0
    assert (
        _amount(_talk(MINISTERS, people={"chair": ["eve"]}, themes=["trust"]), "theme_mismatch")
        == 0
    )


def test_a_seat_matches_the_level() -> None:
    """Of the session, if it and the person's class have one."""
    instance = _talk(MINISTERS, MONEY, level="ministerial")
    assert _amount(instance, "levels_mixed", "ada", "bank") == 0
    assert _amount(instance, "levels_mixed", "ada", "eve") == 1
    assert _amount(_talk(MINISTERS, MONEY), "levels_mixed", "eve") == 0


def test_seats_hold_persons_as_fixed_roles_do() -> None:
    """Conflicts with buffers, availability, load, days on site and options."""
    ada = {
        "id": "ada",
        "buffer_after": 15,
        "daily_load": 60,
        "compact": True,
        "available": [{"days": ["2021-11-08"], "to": "10:00"}],
    }
    panel = {"roles": [{"id": "who", "people": ["ada"]}]}
    instance = conference(
        session("talk", panel=panel),
        session("b", people={"chair": ["ada"]}),
        session("c", people={"optional": ["ada"]}),
        people=[ada],
    )

    def amounts(people: str = "", **places: str) -> dict[str, int]:
        schedule = seated(placed(instance, **places), talk=people)
        rules = (
            "person_conflict person_unavailable daily_load_exceeded optional_missed days_on_site"
        )
        return {rule: amount(instance, schedule, rule) for rule in rules.split()}

    places = {"talk": "Mon 09:00 A", "b": "Mon 10:00 B", "c": "Mon 09:30 A"}
    # b holds Ada from 10:00 to 11:15, all of which she is away; half of it runs beside c.
    alone = {"person_unavailable": 75, "optional_missed": 30}
    none = {"person_conflict": 0, "daily_load_exceeded": 0, "days_on_site": 0}
    assert amounts(**places) == none | alone
    # talk holds her until 10:15, and runs beside c for half an hour more.
    more = {"person_unavailable": 75 + 15, "optional_missed": 60}
    assert amounts("ada", **places) == none | more | {
        "person_conflict": 15,
        "daily_load_exceeded": 60,
    }
    apart = amounts("ada", **places | {"talk": "Tue 09:00 A"})
    assert apart["days_on_site"] == 1
    assert apart["daily_load_exceeded"] == 0


def test_who_was_published_on_a_panel_is_affected() -> None:
    """Three are named or seated, one of them both; as many as are expected or more count."""
    panel = {"roles": [MINISTERS]}
    published = {
        "session": "talk",
        "start": "2021-11-08T10:00[Africa/Addis_Ababa]",
        "room": "A",
        "seated": ["ada", "ben"],
    }
    for attendance, people in ((0, 3), (3, 3), (4, 4)):
        talk = session("talk", panel=panel, attendance=attendance, people={"chair": ["eve"]})
        instance = conference(
            talk, person_classes=CLASSES, people=PEOPLE, themes=THEMES, published=[published]
        )
        assert amount(instance, placed(instance, talk="Mon 09:00 A"), "session_moved") == people
        assert amount(instance, placed(instance, talk="Mon 10:00 B"), "room_changed") == people


def test_a_schedule_of_the_problem_is_one_of_the_conference() -> None:
    """There and back."""
    instance = _talk(MINISTERS, MONEY)
    schedule = _with(instance, "ben", "ada")
    apart = with_seats(schedule)
    assert [each.session for each in apart.assignments] == ["talk", "talk/ada", "talk/ben"]
    assert len({(each.start, each.room) for each in apart.assignments}) == 1
    assert without_seats(apart) == schedule
    assert problem_of(instance).followers == {
        f"talk/{person}": "talk" for person in ("ada", "ben", "eve", "bank")
    }


def test_a_panel_says_who_is_missing(snapshot: SnapshotAssertion) -> None:
    """In all, and role by role."""
    instance = _talk(MINISTERS | {"at_least": 2}, MONEY | {"at_least": 1}, panel={"at_least": 3})
    found = findings(instance, _with(instance, "ada"), "panel_size_wrong")
    assert [each.message for each in found] == snapshot
    assert [each.amount for each in found] == [2, 1, 1]


def test_a_panel_says_that_it_is_too_large(snapshot: SnapshotAssertion) -> None:
    """In all, and in a role."""
    instance = _talk(MINISTERS | {"at_most": 0}, MONEY, panel={"at_most": 1})
    assert messages(instance, _with(instance, "ada", "eve"), "panel_size_wrong") == snapshot


def test_whoever_has_no_seat_is_told(snapshot: SnapshotAssertion) -> None:
    """With the sessions in which there could be one."""
    instance = _talk(MINISTERS | {"people": ["ada"]})
    found = findings(instance, _with(instance), "unseated")
    assert [each.message for each in found] == snapshot
    assert [each.sessions for each in found] == [("talk",), ()]


def test_a_seat_that_does_not_fit_says_why(snapshot: SnapshotAssertion) -> None:
    """Whose themes and level are others."""
    instance = _talk(MINISTERS, MONEY, themes=["skills"], level="ministerial")
    schedule = _with(instance, "ada", "ben", "eve")
    assert messages(instance, schedule, "theme_mismatch") == snapshot
    assert messages(instance, schedule, "levels_mixed") == snapshot


def test_seats_that_nobody_can_have_do_not_fit() -> None:
    """Somebody unknown, somebody who is not in the pool, somebody twice, and a session without a panel."""
    instance = _talk(MINISTERS)
    places = placed(instance, talk="Mon 09:00 A", other="Mon 10:00 A")
    assert not misfits(instance, seated(places, talk="ada ben"))
    assert misfits(instance, seated(places, talk="eve nobody ada ada")) == (
        "talk: ada is seated 2 times, expected once",
        "talk: eve is seated, but is not in the pool of its panel",
        "talk: the instance has no person nobody",
    )
    assert misfits(instance, seated(places, other="ada")) == (
        "other: ada is seated, but the session has no panel",
    )
