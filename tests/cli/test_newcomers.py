"""A new session from a line of text: names with commas, kinds by title, and what is said of times."""

import re

import pytest

from scheduler.cli.inputs.newcomers import newcomer_of
from scheduler.errors import InputError
from scheduler.instance import Instance
from tests.conference import conference, session


@pytest.fixture
def fair() -> Instance:
    """Return a conference of two weeks, with ministers."""
    return conference(
        session("any"),
        last_day="2021-11-19",
        kinds=[
            {"id": "meeting", "bands": ["morning", "afternoon"]},
            {"id": "side_event", "title": "Side event, small", "bands": ["afternoon"]},
        ],
        rooms=[{"id": "A", "capacity": 40, "title": "Room A, upstairs"}],
        people=[
            {"id": "ee", "title": "Minister, Estonia"},
            {"id": "ci", "title": "Minister, C\u00f4te d'Ivoire, host"},
            {"id": "min", "title": "Minister"},
        ],
    )


@pytest.mark.parametrize(
    ("said", "person"),
    [
        ("chair Minister, Estonia", "ee"),
        ("chair minister, ESTONIA", "ee"),
        ('chair "Minister, Estonia"', "ee"),
        ("chair minister,cote d'ivoire,  host", "ci"),
        ("chair Minister", "min"),
    ],
)
def test_people_are_named_as_they_are_shown(fair: Instance, said: str, person: str) -> None:
    """As much of the line as is a name is one, be there commas in it."""
    found = newcomer_of(fair, f"Pledges, meeting, {said}, 30 min", None)
    assert found.row["people"] == {"chair": [person]}
    assert found.row["duration"] == 30


def test_a_name_without_a_role_asks_for_it(fair: Instance) -> None:
    """The whole name is told, and what no name is stays apart."""
    with pytest.raises(InputError, match="LINE Minister, Estonia: say in which role"):
        newcomer_of(fair, "Pledges, meeting, Minister, Estonia", None)
    with pytest.raises(InputError, match="LINE Latvia: is not understood"):
        newcomer_of(fair, "Pledges, meeting, chair Minister, Latvia", None)


@pytest.mark.parametrize("kind", ["side_event", "side event", "SIDE EVENT, SMALL"])
def test_kinds_are_known_by_title_as_well(fair: Instance, kind: str) -> None:
    """And rooms with commas, after a time or alone; a quoted title is one."""
    found = newcomer_of(
        fair, f'"Pledges, and more", {kind}, 10 nov 14:00 in Room A, upstairs', "any"
    )
    assert (found.row["kind"], found.room) == ("side_event", "A")
    assert found.row["title"] == "Pledges, and more"
    said = "(meeting; Side event, small), or name a session that it is like."
    with pytest.raises(InputError, match=re.escape(said)):
        newcomer_of(fair, "Pledges, 30 min", None)


def test_a_weekday_of_two_weeks_is_said_to_be_of_two(fair: Instance) -> None:
    """With its dates; one of them is understood, and what is no time is not said to be one."""
    with pytest.raises(InputError, match="there are two Wednesdays: 10 Nov, 17 Nov"):
        newcomer_of(fair, "Pledges, meeting, 30 min, wed 14:00", None)
    assert newcomer_of(fair, "Pledges, meeting, 30 min, 10 nov 14:00", None).goal is not None
    with pytest.raises(InputError, match="LINE purple: is not understood"):
        newcomer_of(fair, "Pledges, meeting, purple", None)


@pytest.mark.parametrize(
    ("line", "row", "room"),
    [
        (
            "E, meeting, 30 min, 60 personnes, mardi 9 à 14h30 dans la salle A",
            {"attendance": 60},
            "A",
        ),
        ("E, meeting, 1 heure, 9 nov. 14:30 en salle A", {"duration": 60}, "A"),
        ("E, meeting, 2 heures, présidence Minister, Estonia", {"people": {"chair": ["ee"]}}, None),
        ("E, meeting, 30 min, Intervenante minister", {"people": {"speaker": ["min"]}}, None),
        ("E, meeting, 30 min, tue 9 nov 14:30 in the room A", {"duration": 30}, "A"),
    ],
)
def test_a_line_is_understood_in_french(
    fair: Instance, line: str, row: dict[str, object], room: str | None
) -> None:
    """People, hours, roles and rooms, as days are; an article of either language is none of the name."""
    found = newcomer_of(fair, line, None)
    assert {key: found.row[key] for key in row} == row
    assert found.room == room


def test_an_article_alone_is_no_room(fair: Instance) -> None:
    """Nor is the word for one."""
    for part in ("salle", "the", "la salle"):
        with pytest.raises(InputError, match="is not understood"):
            newcomer_of(fair, f"E, meeting, 30 min, {part}", None)


def test_an_id_keeps_letters_without_their_accents(fair: Instance) -> None:
    """As `import` makes ids; the second of a title has a number."""
    line = "Réunion des chefs de délégation, meeting, 30 min"
    row = newcomer_of(fair, line, None).row
    assert row["id"] == "reunion-des-chefs-de-delegation"
    again = conference(session("any"), session(row["id"]))
    assert newcomer_of(again, line, None).row["id"] == f"{row['id']}-2"


def test_of_one_kind_a_session_is_without_saying_so(fair: Instance) -> None:
    """Where there are several, it has to be said."""
    assert newcomer_of(conference(session("any")), "Pledges, 30 min", None).row["kind"] == "meeting"
    with pytest.raises(InputError, match="say its kind"):
        newcomer_of(fair, "Pledges, 30 min", None)
