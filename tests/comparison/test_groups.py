"""What a programme gives to whom: each number derived by hand."""

from datetime import timedelta

from scheduler.comparison.groups import (
    AttendeeGroup,
    HoursOfDay,
    Member,
    group_sheets,
    groups_of,
    hours_text,
    regions_of,
)
from scheduler.comparison.programmes import Programme
from tests.comparison.pairs import PEOPLE, programme, small
from tests.conference import conference, placed, seated, session

HOUR = timedelta(hours=1)


def group(id: str, of: Programme | None = None) -> AttendeeGroup:
    """Return a group of the small conference, or of another programme."""
    (found,) = (each for each in groups_of(of or programme()) if each.id == id)
    return found


def member(group: AttendeeGroup, id: str) -> Member:
    """Return a member of a group."""
    (found,) = (each for each in group.members if each.id == id)
    return found


def test_a_class_of_persons_tells_what_each_attends() -> None:
    """The minister opens, talks and closes: 60 + 90 + 60 minutes on two days; the deputy has nothing."""
    ministers = group("minister")
    assert (ministers.people, ministers.served) == (2, 1)
    minister, deputy = member(ministers, "minister"), member(ministers, "deputy")
    assert minister.sessions == ("opening", "talk", "closing")
    assert (minister.minutes, minister.days, minister.conflicts) == (210, 2, 0)
    assert minister.hours == HoursOfDay(9 * HOUR, 15.5 * HOUR)
    assert (deputy.sessions, deputy.minutes, deputy.days, deputy.hours) == ((), 0, 0, None)


def test_conflicts_of_persons_are_double_bookings_and_absences() -> None:
    """Talk and opening overlap for an hour; of the 90 minutes the last 30 find the minister gone."""
    gone = [
        {**PEOPLE[0], "available": [{"days": ["2021-11-08"], "to": "15:00"}]},
        *PEOPLE[1:],
    ]
    found = programme("p", small(people=gone), opening="Mon 14:00 A", closing="Mon 09:00 A")
    assert member(group("minister", found), "minister").conflicts == 60 + 30


def test_a_seat_on_a_panel_is_attended() -> None:
    """The deputy has nothing but a seat: an hour on one day."""
    panel = {"roles": [{"id": "all", "classes": ["minister"]}]}
    instance = conference(
        session("talk", panel=panel),
        person_classes=[{"id": "minister"}],
        people=[{"id": "deputy", "class": "minister"}],
    )
    talk = placed(instance, talk="Mon 09:00 A")
    there = Programme("p", instance, seated(talk, talk="deputy"))
    deputy = member(group("minister", there), "deputy")
    assert (deputy.sessions, deputy.minutes, deputy.days) == (("talk",), 60, 1)
    alone = Programme("p", instance, talk)
    assert member(group("minister", alone), "deputy").sessions == ()


def test_an_option_is_a_wish_and_no_session() -> None:
    """The clerk chairs the budget while the talk runs: sixty minutes of the option are missed."""
    clerks = small(
        person_classes=[{"id": "clerk"}],
        people=[{"id": "minister"}, {"id": "clerk", "class": "clerk"}, {"id": "deputy"}],
    )
    clerk = member(group("clerk", programme("p", clerks)), "clerk")
    assert (clerk.sessions, clerk.wished) == (("budget",), ("talk",))
    assert (clerk.conflicts, clerk.missed) == (0, 60)


def test_small_delegations_are_those_of_two_at_most() -> None:
    """Fiji's only member must be in two places from 14:00 to 15:00; Peru's five can be."""
    fiji, peru = group("small").members[0], group("large").members[0]
    assert (fiji.id, fiji.sessions, fiji.wished) == (
        "fiji",
        ("budget", "talk"),
        ("opening", "closing"),
    )
    assert (fiji.conflicts, fiji.missed, fiji.days) == (60, 60, 1)
    assert (peru.id, peru.conflicts) == ("peru", 0)
    pair = small(delegations=[{"id": "two", "size": 2}, {"id": "three", "size": 3}])
    assert [each.id for each in group("small", programme("p", pair)).members] == ["two"]
    assert [each.id for each in group("large", programme("p", pair)).members] == ["three"]


def test_an_audience_is_one_member_and_its_conflicts_are_minutes() -> None:
    """Ten journalists; if both plenaries run at once for half an hour, that is 30 minutes, not 300."""
    found = programme("p", closing="Mon 09:30 B")
    press = group("press", found)
    assert (press.people, len(press.members)) == (10, 1)
    assert press.members[0].conflicts == 30
    assert press.members[0].sessions == ("opening", "closing")


def test_remote_persons_have_their_own_clocks() -> None:
    """09:00 in Addis Ababa is 18:00 in Suva; 14:00 is 23:00, and its end the next day."""
    far = [{**PEOPLE[0], "remote": True, "zone": "Pacific/Fiji"}, *PEOPLE[1:]]
    found = group("remote", programme("p", small(people=far)))
    assert found.members[0].hours == HoursOfDay(18 * HOUR, 24.5 * HOUR)
    assert hours_text(found.members[0].hours) == "18:00–00:30 next day"
    assert hours_text(HoursOfDay(20 * HOUR, 24 * HOUR)) == "20:00–24:00"
    assert hours_text(None) == "–"


def test_regions_tell_at_what_hours_they_follow() -> None:
    """Four people 90 minutes at night in Suva; two in Lima, 60 minutes at night and 30 acceptable."""
    pacific, americas, europe = regions_of(programme())
    assert (pacific.comfortable, pacific.acceptable, pacific.night) == (0, 0, 4 * 90)
    assert (americas.comfortable, americas.acceptable, americas.night) == (0, 2 * 30, 2 * 60)
    assert pacific.sites[0].hours == HoursOfDay(23 * HOUR, 24.5 * HOUR)
    assert (americas.sessions, americas.sites[0].zone) == (("talk",), "America/Lima")
    assert (europe.sessions, europe.sites) == ((), ())


def test_sheets_name_those_who_need_care() -> None:
    """Each once, with the reason; and nobody, where all is well."""
    found = programme()
    *_, care = group_sheets(groups_of(found), regions_of(found))
    assert [[cell.text for cell in row.cells] for row in care.rows] == [
        ["deputy", "minister", "no session"],
        ["Fiji", "Delegations of up to 2 members", "60 minutes of conflict"],
    ]
    alone = conference(session("s"))
    empty = Programme("p", alone, placed(alone, s="Mon 09:00 A"))
    assert not any(sheet.rows for sheet in group_sheets(groups_of(empty), regions_of(empty)))


def test_means_stand_beside_the_least_and_the_most() -> None:
    """Three sessions and none: 1.5 each, 0 to 3."""
    found = programme()
    sheet = group_sheets(groups_of(found), regions_of(found))[0]
    ministers = next(row for row in sheet.rows if row.cells[0].text == "minister")
    assert (ministers.cells[3].text, ministers.cells[3].note) == ("1.5", "0–3")
