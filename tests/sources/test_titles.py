"""What is written as people say it: titles for ids, texts with colons, line breaks, zones."""

import json
from datetime import UTC, datetime

import pytest

from scheduler.errors import InstanceError
from scheduler.sources import read_instance_text
from tests.sources.files import VALID

HEAD = "name: x\nzone: Africa/Addis_Ababa\n"


def _said(text: str, name: str = "x.yaml") -> list[str]:
    with pytest.raises(InstanceError) as error:
        read_instance_text(text.encode(), name)
    return list(error.value.troubles)


def _instance(**changes: object) -> str:
    """Return a conference of one talk, with a chair who has a title."""
    talk = {"id": "talk", "title": "Talk", "kind": "meeting", "duration": 60}
    tables = {
        "name": "x",
        "zone": "Africa/Addis_Ababa",
        "first_day": "2021-11-08",
        "last_day": "2021-11-08",
        "day_profiles": [
            {
                "id": "day",
                "weekdays": ["monday"],
                "bands": [{"id": "morning", "from": "09:00", "to": "12:00"}],
            }
        ],
        "kinds": [{"id": "meeting", "title": "Meeting", "bands": ["morning"]}],
        "rooms": [{"id": "a", "title": "Room A", "capacity": 9}],
        "people": [
            {"id": "chair-com3", "title": "Chair of Committee 3"},
            {"id": "ada", "title": "Ada"},
        ],
        "bodies": [{"id": "com3", "title": "Committee3"}],
        "sessions": [talk | changes.pop("talk", {})],  # type: ignore[operator]
    }
    return json.dumps(tables | changes)


@pytest.mark.parametrize(
    ("talk", "hint"),
    [
        (
            {"people": {"chair": ["Prof. Ada Lovelace"]}},
            'Maybe ada, the id of "Ada Lovelace"?',
        ),
        ({"kind": "Meeting of 90 minutes"}, 'Maybe meeting, the id of "Meeting of 90 min"?'),
        ({"body": "com 3"}, 'Maybe "com3"?'),
        ({"people": {"chair": ["Karl Weber"]}}, "Write the id of a row of `people`."),
    ],
)
def test_no_name_is_made_up_where_a_row_is_meant(talk: dict[str, object], hint: str) -> None:
    """A title, or nearly, comes with the id of its row; what is near to none with its table."""
    people = [{"id": "ada", "title": "Ada Lovelace"}, {"id": "bob", "title": "Bob Berg"}]
    kinds = [{"id": "meeting", "title": "Meeting of 90 min", "bands": ["morning"]}]
    (line,) = _said(_instance(talk=talk, people=people, kinds=kinds))
    assert line.endswith(f" {hint}")


@pytest.mark.parametrize(
    ("talk", "place", "meant"),
    [
        ({"people": {"chair": ["Chair of Committee 3"]}}, "people.chair[1]", "chair-com3"),
        ({"people": {"chair": ["chair of  committee 3"]}}, "people.chair[1]", "chair-com3"),
        ({"people": {"chair": ["Ada"]}}, "people.chair[1]", "ada"),
        ({"body": "Committee3"}, "body", "com3"),
        ({"kind": "Meeting"}, "kind", "meeting"),
        ({"pin": {"room": "Room A"}}, "pin.room", "a"),
    ],
)
def test_a_title_in_the_place_of_an_id_comes_with_the_id(
    talk: dict[str, object], place: str, meant: str
) -> None:
    """Whether or not it could be an id."""
    (said,) = _said(_instance(talk=talk), "x.json")
    assert f"sessions[talk].{place}: " in said or f"sessions[1].{place}: " in said
    assert said.endswith(f"Write {meant}, the id of what has that title.")


def test_a_title_of_several_says_nothing() -> None:
    """Nor does one that nothing has."""
    twins = [{"id": "one", "title": "The chair"}, {"id": "two", "title": "The chair"}]
    for people, written in ((twins, "The chair"), (twins, "Nobody at all")):
        talk = {"people": {"chair": [written]}}
        (said,) = _said(_instance(people=people, talk=talk), "x.json")
        assert "the id of what has that title" not in said


@pytest.mark.parametrize("name", ["x.yaml", "x.json"])
def test_line_breaks_of_windows_are_read_in_texts(name: str) -> None:
    """As in CSV; a lone carriage return is one of old Macs, and other controls are still refused."""
    text = _instance(talk={"description": "One.\r\nTwo.\r\n"})
    assert read_instance_text(text.encode(), name).sessions[0].description == "One.\nTwo."
    old = _instance(talk={"description": "One.\rTwo."})
    assert read_instance_text(old.encode(), name).sessions[0].description == "One.\nTwo."
    (said,) = _said(_instance(talk={"description": "One.\x0bTwo."}), name)
    assert "found the control character U+000B" in said


def test_a_file_of_windows_is_read() -> None:
    """With line breaks between its lines, and inside of texts over several."""
    whole = read_instance_text(VALID.replace("\n", "\r\n").encode(), "x.yaml")
    assert whole == read_instance_text(VALID.encode(), "x.yaml")


@pytest.mark.parametrize("zone", ["UTC", "GMT", "Etc/UTC", "Etc/GMT"])
def test_utc_has_several_names(zone: str) -> None:
    """It is kept under one, whatever the file says; in instants as well."""
    text = _instance(talk={"pin": {"start": f"2021-11-08T09:00[{zone}]"}})
    read = read_instance_text(text.replace("Africa/Addis_Ababa", zone).encode(), "x.json")
    assert read.zone.key == "UTC"
    (talk,) = read.sessions
    assert talk.pin is not None
    assert talk.pin.start == datetime(2021, 11, 8, 9, tzinfo=UTC)
