"""A newer programme in the instance of an older one."""

import json
from pathlib import Path

import pytest

from scheduler.instance import Selection
from scheduler.sources import instances
from scheduler.sources.documents import bytes_of
from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.tables import bases
from scheduler.sources.variants import layers
from tests.sources.programmes.files import SAMPLES, changed, complaints, sample

NAME = "schedule.json"
HOURS = "Hours stay those of the older instance. 1 session is not inside those of the kind"


def based(
    folder: Path, before: str, after: str, *, name: str = NAME, kinds: tuple[str, str] = ("", "")
) -> Imported:
    """Read the sample into an instance of it in which a text is another, and one of its kinds."""
    base = folder / "base.yaml"
    text = sample(NAME).text.replace(*kinds, 1)
    assert before in text, before
    base.write_text(text.replace(before, after, 1), "utf-8")
    path = changed(folder, name, "harbour-13-stars", "harbour-13-night")  # of no concern
    return import_programme([path], "harbour", base=base)


@pytest.mark.parametrize(
    ("before", "after", "hold"),
    [
        ('from: "10:00", to: "11:30"', 'from: "09:00", to: "11:30"', True),
        ('from: "10:00", to: "11:30"', 'from: "10:00", to: "11:29"', False),
        ('from: "10:00", to: "11:30"', 'from: "10:01", to: "11:30"', False),
        ("title: Social, bands: [evening, night]", "title: Social, bands: [evening]", False),
        ('to: "24:00", joins: true', 'to: "24:00", joins: false', False),
        ('from: "00:00", to: "00:30"', 'from: "00:00", to: "00:29"', False),
        (
            'from: "10:00", to: "11:30"',
            'from: "10:00", to: "12:00", breaks: [{from: "11:30", to: "11:45"}]',
            True,
        ),
        (
            'from: "10:00", to: "11:30"',
            'from: "10:00", to: "12:00", breaks: [{from: "11:29", to: "11:45"}]',
            False,
        ),
    ],
)
def test_sessions_that_the_older_hours_do_not_hold_are_named(
    tmp_path: Path, before: str, after: str, *, hold: bool
) -> None:
    """To the minute, in bands of the kind, and outside of breaks. The hours stay."""
    found = based(tmp_path, before, after)
    assert after in found.text
    assert any(HOURS in each for each in found.notes) is not hold


@pytest.mark.parametrize(
    ("first", "second", "hold"),
    [
        ('to: "11:00", joins: true', 'id: morning-2, from: "11:00", to: "11:30"', True),
        ('to: "11:00"', 'id: morning-2, from: "11:00", to: "11:30"', False),
        ('to: "11:00", joins: true', 'id: morning-2, from: "11:01", to: "11:30"', False),
        ('to: "11:00", joins: true', 'id: morning-2, from: "11:00", to: "11:29"', False),
        ('to: "11:00", joins: true', 'id: midday, from: "11:00", to: "11:30"', False),
        (
            'to: "11:00", joins: true, breaks: [{from: "10:45", to: "11:00"}]',
            'id: morning-2, from: "11:00", to: "11:30"',
            False,
        ),
    ],
)
def test_hours_hold_where_a_band_joins_the_next_of_the_day(
    tmp_path: Path, first: str, second: str, *, hold: bool
) -> None:
    """A workshop from 10:00 to 11:30 runs on into a band that begins at once, if its kind may use both."""
    own = "title: Workshop, bands: [morning{}]"
    more = ", morning-2" if "morning-2" in second else ""
    kinds = (own.format(""), own.format(more))
    found = based(tmp_path, 'to: "11:30"', f"{first}}}, {{{second}", kinds=kinds)
    assert any(HOURS in each for each in found.notes) is not hold
    assert len(found.instance.day_profiles[1].bands) == 3


def test_rooms_and_persons_that_are_new_or_gone_are_told(tmp_path: Path) -> None:
    """Without a solution of the older programme, nothing is told of times."""
    base = tmp_path / "base.yaml"
    base.write_text(sample(NAME).text, "utf-8")
    path = changed(
        tmp_path, NAME, '"public_name": "Ada Lovelace", "bio', '"public_name": "Ada King", "bio'
    )
    path.write_text(path.read_text("utf-8").replace("Attic", "Roof"), "utf-8")
    found = import_programme([path], "harbour", base=base)
    who = "persons: Ada King is new, Ada Lovelace is gone."
    assert found.notes[1:] == (
        f"Changed: Welcome (2025-05-09 10:00, Große Halle): {who}",
        f"Changed: Hulls and keels (2025-05-09 11:00, Große Halle): {who}",
        "New room: Roof.",
        "Gone room: Attic.",
        "New person: Ada King.",
        "Gone person: Ada Lovelace.",
    )


def test_what_refers_to_what_is_gone_is_an_error(tmp_path: Path) -> None:
    """An order of two sessions, one of which is no longer there."""
    base = tmp_path / "base.yaml"
    order = "\norders:\n  - {first: [welcome], then: [hulls-and-keels]}\n"
    base.write_text(sample(NAME).text + order, "utf-8")
    path = changed(tmp_path, NAME, '"title": "Welcome"', '"title": "Hello"')
    path.write_text(path.read_text("utf-8").replace("1f7f0a6f0011", "1f7f0a6f0099"), "utf-8")
    (line,) = complaints(path, base=base)
    assert 'orders[1].first[1]: found "welcome", expected the id of a session' in line


def test_a_newer_programme_is_taken_in_spite_of_tracks_made_by_hand(tmp_path: Path) -> None:
    """One that names a session which has a new theme now, and a theme that no session has."""
    text = sample(NAME).text
    before = text[text.index("  - {id: boats, title: Boats, sessions") :]
    base = tmp_path / "base.yaml"
    own = "  - {id: own, title: Own, sessions: {sessions: [stars-over-the-harbour], themes: [boats, sky]}}"
    base.write_text(text.replace(before, f"{own}\n"), "utf-8")
    path = changed(tmp_path, NAME, '"track": "Sky"', '"track": "Night"')
    found = import_programme([path], "harbour", base=base)
    (track,) = found.instance.tracks
    assert track.sessions == Selection(sessions=("stars-over-the-harbour",), themes=("boats",))
    assert found.notes[1:3] == (
        "Track Own no longer names what is gone: sky.",
        "No track Night: Stars over the harbour is in the track Own already.",
    )


def test_a_session_that_lost_its_track_has_no_theme_of_it(tmp_path: Path) -> None:
    """Neither the theme stays nor the track, and the others do."""
    base = tmp_path / "base.yaml"
    base.write_text(sample(NAME).text, "utf-8")
    path = changed(tmp_path, NAME, '"track": "Sky"', '"track": null')
    said = json.loads(path.read_text("utf-8"))
    conference = said["schedule"]["conference"]
    conference["tracks"] = [each for each in conference.get("tracks", []) if each["name"] != "Sky"]
    path.write_text(json.dumps(said), "utf-8")
    found = import_programme([path], "harbour", base=base)
    assert found.instance.session_by_id["stars-over-the-harbour"].themes == ()
    assert found.instance.session_by_id["hulls-and-keels"].themes == ("boats",)
    assert [each.id for each in found.instance.themes] == ["boats"]
    assert [each.id for each in found.instance.tracks] == ["boats"]
    assert (
        "Changed: Stars over the harbour (2025-05-09 23:30, Attic): track Sky → none."
        in found.notes
    )


def test_themes_given_by_hand_stay_where_no_programme_has_tracks(tmp_path: Path) -> None:
    """They are the planner's alone."""
    said = json.loads((SAMPLES / NAME).read_text("utf-8"))
    conference = said["schedule"]["conference"]
    conference.pop("tracks", None)
    for day in conference["days"]:
        for event in (each for events in day["rooms"].values() for each in events):
            event["track"] = None
    path, base = tmp_path / NAME, tmp_path / "base.yaml"
    path.write_text(json.dumps(said), "utf-8")
    text = import_programme([path], "harbour").text
    base.write_text(text.replace("{id: welcome,", "{id: welcome, themes: [comets],"), "utf-8")
    found = import_programme([path], "harbour", base=base)
    assert found.instance.session_by_id["welcome"].themes == ("comets",)


def test_a_session_whose_speakers_are_gone_has_none(tmp_path: Path) -> None:
    """They are no longer there to refer to. But a file that names nobody at all changes nothing of it."""
    base = tmp_path / "base.yaml"
    base.write_text(sample(NAME).text, "utf-8")
    path = tmp_path / NAME
    said = json.loads((SAMPLES / NAME).read_text("utf-8"))
    for day in said["schedule"]["conference"]["days"]:
        for events in day["rooms"].values():
            for event in events:
                event["persons"] = event["persons"] if event["title"] != "Welcome" else []
    path.write_text(json.dumps(said), "utf-8")
    found = import_programme([path], "harbour", base=base)
    assert not found.instance.session_by_id["welcome"].people
    assert found.instance.session_by_id["hulls-and-keels"].people
    told = "Changed: Welcome (2025-05-09 10:00, Große Halle): persons: Ada Lovelace is gone."
    assert told in found.notes
    for day in said["schedule"]["conference"]["days"]:
        for event in (each for events in day["rooms"].values() for each in events):
            event["persons"] = []
    path.write_text(json.dumps(said), "utf-8")
    nameless = import_programme([path], "harbour", base=base).instance
    assert (nameless.people, nameless.sessions) == (
        sample(NAME).instance.people,
        sample(NAME).instance.sessions,
    )


def test_a_newer_programme_is_taken_though_tracks_made_by_hand_meet(tmp_path: Path) -> None:
    """A session of one, by name, has got the theme of the other."""
    text = sample(NAME).text
    before = text[text.index("  - {id: boats, title: Boats, sessions") :]
    base = tmp_path / "base.yaml"
    tracks = (
        "  - {id: named, sessions: {sessions: [stars-over-the-harbour]}}\n"
        "  - {id: themed, sessions: {themes: [boats]}}\n"
    )
    base.write_text(text.replace(before, tracks), "utf-8")
    path = changed(tmp_path, NAME, '"track": "Sky"', '"track": "Boats"')
    named, themed = import_programme([path], "harbour", base=base).instance.tracks
    assert named.sessions == Selection(sessions=("stars-over-the-harbour",))
    assert set(themed.sessions.sessions) == {"hulls-and-keels", "hulls-and-keels-2"}


def test_the_older_instance_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change meanwhile; what is checked is what is used."""
    base, read = tmp_path / "base.yaml", []
    base.write_text(sample(NAME).text, "utf-8")

    def reading(path: Path) -> bytes:
        read.append(path)
        return bytes_of(path)

    for module in (bases, instances, layers):
        monkeypatch.setattr(module, "bytes_of", reading)
    import_programme([SAMPLES / NAME], "harbour", base=base)
    assert read == [base]
