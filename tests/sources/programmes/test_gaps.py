"""What a schedule does not say, or says in another way: lengths, persons, fields that nobody reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from scheduler.errors import InstanceError
from scheduler.sources.programmes import Imported, import_programme
from tests.sources.programmes.files import complaints, places

TALK = {"duration": "00:30", "language": "en"}


def schedule(*events: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """Return what a ``schedule.json`` holds: a day with two rooms, Attic for events that name it."""
    rooms: dict[str, list[dict[str, Any]]] = {"Hall": []}
    for event in events:
        rooms.setdefault(event.get("room", "Hall"), []).append(event)
    days = [{"date": "2025-05-09", "rooms": rooms}]
    conference = {"title": "Days", "time_zone_name": "Europe/Lisbon", "days": days, **rest}
    return {"schedule": {"conference": conference}}


def imported(folder: Path, content: object, name: str = "schedule.json") -> Imported:
    """Return what is made of a file."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return import_programme([path], "days", None if name.endswith("json") else "Europe/Lisbon")


def said(found: Imported, text: str) -> list[str]:
    """Return what is said in which a text stands."""
    return [note for note in found.notes if text in note]


@pytest.mark.parametrize("lacking", [{}, {"duration": ""}, {"duration": None}])
def test_an_event_without_a_length_is_read(tmp_path: Path, lacking: dict[str, Any]) -> None:
    """It lasts until the next in its room, or as others of its type, or as most: and that is named."""
    found = imported(
        tmp_path,
        schedule(
            {"title": "A", "start": "09:00", "language": "en", **lacking},
            {"title": "B", "start": "09:40", **TALK},
            {"title": "C", "start": "12:10", "type": "Panel", "language": "en", **lacking},
            {"title": "D", "start": "09:00", "room": "Attic", "type": "Panel", **TALK}
            | {"duration": "01:30"},
            {"title": "E", "start": "15:00", "room": "Attic", **TALK},
            {"title": "F", "start": "16:00", "room": "Attic", "language": "en", **lacking},
        ),
    )
    lengths = {each.id: each.duration.seconds // 60 for each in found.instance.sessions}
    assert lengths == {"a": 40, "b": 30, "c": 90, "d": 90, "e": 30, "f": 30}
    assert said(found, "no `duration`") == [
        (
            "3 events have no `duration`, so one is assumed: A (40 min, until the next event in its room); "
            "C (90 min, the commonest of its type); F (30 min, the commonest)."
        )
    ]


def test_the_end_of_an_event_says_its_length(tmp_path: Path) -> None:
    """Nothing is assumed then; without any length in the file an event is an hour."""
    event = {"title": "A", "date": "2025-05-09T09:00:00+01:00", "language": "en"}
    found = imported(tmp_path, schedule(event | {"end": "2025-05-09T10:10:00+01:00"}))
    assert found.instance.sessions[0].duration.seconds == 70 * 60
    assert not said(found, "no `duration`")
    found = imported(tmp_path, schedule(event))
    assert said(found, "no `duration`") == [
        "1 event has no `duration`, so one is assumed: A (60 min, as no event has one)."
    ]


def test_an_end_before_the_start_is_refused(tmp_path: Path) -> None:
    """Nobody knows what is meant."""
    event = {"title": "A", "date": "2025-05-09T09:00:00+01:00", "end": "2025-05-09T08:00:00+01:00"}
    with pytest.raises(InstanceError, match=r"end: found .*expected an end after the start"):
        imported(tmp_path, schedule(event))


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://talks.example.org/a", "https://talks.example.org/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://talks.example.org/" + "a" * 500, None),
    ],
)
def test_an_address_of_an_event_is_one_on_the_web(
    tmp_path: Path, url: str, kept: str | None
) -> None:
    """Apps open what exports say."""
    found = imported(tmp_path, schedule({"title": "A", "start": "09:00", "url": url, **TALK}))
    origin = found.instance.sessions[0].origin
    assert (origin.address if origin is not None else None) == kept


def test_persons_may_stand_in_the_event_itself(tmp_path: Path) -> None:
    """Several with commas between them; what does not look like names, or has a number, stays one."""
    rows = (
        "<person>Dr. Ada Lovelace, Grace Hopper</person>",
        "<person>Institute of Waves, Lisbon</person>",
        "<persons><person id='4'>Anna Berg, Carl Tal</person></persons>",
        "<person></person>",
        "<person>Ada Byron</person><person>Eve Adams</person>",
    )
    events = (
        f"<event id='{number}'><title>Talk {number}</title><start>{number + 8:02}:00</start>"
        f"<duration>00:30</duration>{row}</event>"
        for number, row in enumerate(rows, 1)
    )
    found = imported(
        tmp_path,
        "<schedule><conference><title>Days</title></conference><day date='2025-05-09'>"
        f"<room name='Hall'>{''.join(events)}</room></day></schedule>",
        "schedule.xml",
    )
    names = {each.id: each.title for each in found.instance.people}
    people = {
        each.id: [names[id_] for ids in each.people.values() for id_ in ids]
        for each in found.instance.sessions
    }
    assert people == {
        "talk-1": ["Dr. Ada Lovelace", "Grace Hopper"],
        "talk-2": ["Institute of Waves, Lisbon"],
        "talk-3": ["Anna Berg, Carl Tal"],
        "talk-4": [],
        "talk-5": ["Ada Byron", "Eve Adams"],
    }
    assert said(found, "1 text") == [
        '1 text in `person` taken for several names, such as "Dr. Ada Lovelace, Grace Hopper".'
    ]


def test_persons_may_be_names_alone(tmp_path: Path) -> None:
    """In JSON, too."""
    event = {"title": "A", "start": "09:00", "persons": ["Ada Lovelace"], **TALK}
    found = imported(tmp_path, schedule(event))
    assert [each.title for each in found.instance.people] == ["Ada Lovelace"]


def test_a_start_may_be_an_instant(tmp_path: Path) -> None:
    """By the offset that it names, whatever the day above it."""
    event = {"title": "A", "start": "2025-05-10T09:00:00+02:00", **TALK}
    assert places(imported(tmp_path, schedule(event)))["a"] == ("05-10 08:00", "hall")


def test_the_outer_mapping_may_be_missing(tmp_path: Path) -> None:
    """A conference with its days is all that is needed."""
    whole = schedule({"title": "A", "start": "09:00", **TALK})
    assert imported(tmp_path, whole["schedule"]).text == imported(tmp_path, whole).text


def test_a_schedule_of_another_kind_is_told(tmp_path: Path) -> None:
    """By what stands in it."""
    path = tmp_path / "schedule.json"
    path.write_text('{"schedule": {"2026-10-31": {"530": {}}, "2026-11-01": {}}}')
    assert complaints(path) == [
        (
            'schedule.json:1: schedule: found a mapping with "2026-10-31", "2026-11-01", expected '
            "`conference` with its `days`, as frab and pretalx write it."
        )
    ]


def test_texts_of_an_event_are_joined(tmp_path: Path) -> None:
    """Subtitle, abstract and description, each once."""
    texts = {
        "subtitle": "A new dawn",
        "abstract": "Of boats.",
        "description": "Of boats. And of nets.",
    }
    found = imported(
        tmp_path,
        schedule(
            {"title": "A", "start": "09:00", **texts, **TALK},
            {"title": "B", "start": "10:00", "abstract": "x", "description": "x", **TALK},
        ),
    )
    assert [each.description for each in found.instance.sessions] == [
        "A new dawn\n\nOf boats. And of nets.",
        "x",
    ]


def test_all_that_is_not_taken_over_is_named(tmp_path: Path) -> None:
    """With how many events have it; what is empty says nothing."""
    row = {"links": [{"url": "https://x.example"}], "do_not_record": False, "answers": [], **TALK}
    person = {"public_name": "Ada Lovelace", "biography": "Counts.", "avatar": None}
    found = imported(
        tmp_path,
        schedule(
            {"title": "A", "start": "09:00", "persons": [person], **row},
            {"title": "B", "start": "10:00", **row} | {"do_not_record": True},
            venue="Old port",
        ),
    )
    assert said(found, "Fields") == [
        (
            "Fields that are not taken over: persons.biography, links (2), do_not_record, conference.venue."
        )
    ]
    assert not said(
        imported(tmp_path, schedule({"title": "A", "start": "09:00", **TALK})), "Fields"
    )


def test_a_newer_programme_says_in_which_language_a_talk_is(tmp_path: Path) -> None:
    """An older one does not outlive it; one that names none leaves them."""
    german, english = {"duration": "00:30", "language": "de"}, TALK

    def talks(*languages: dict[str, Any]) -> object:
        rows = zip("ABC", ("09:00", "10:00", "11:00"), languages, strict=True)
        return schedule(*({"title": title, "start": at, **said} for title, at, said in rows))

    def spoken(found: Imported) -> list[str]:
        first = found.instance.languages[0]
        origins = (each.origin for each in found.instance.sessions)
        return [(each.language if each is not None else None) or first for each in origins]

    older = imported(tmp_path, talks(german, english, english))
    assert spoken(older) == ["de", "en", "en"]
    base, newer = tmp_path / "older.yaml", tmp_path / "newer.json"
    base.write_text(older.text, "utf-8")
    for said_now, expected in (
        ((english, german, german), ["en", "de", "de"]),
        (({"duration": "00:30"},) * 3, ["de", "en", "en"]),
    ):
        newer.write_text(json.dumps(talks(*said_now)), "utf-8")
        assert spoken(import_programme([newer], "days", base=base)) == expected
