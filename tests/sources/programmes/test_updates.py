"""A newer programme in the instance of an older one."""

import json
import re
from itertools import chain
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.sources import instances
from scheduler.sources.documents import bytes_of
from scheduler.sources.programmes import import_programme
from scheduler.sources.variants import layers
from tests.sources.programmes.files import SAMPLES, changed, complaints, renewed, sample

NAME = "schedule.json"


def test_rooms_and_persons_that_are_new_or_gone_are_told(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """And so are sessions that have another room now."""
    path = changed(
        tmp_path, NAME, '"public_name": "Ada Lovelace", "bio', '"public_name": "Ada King", "bio'
    )
    path.write_text(path.read_text("utf-8").replace("Attic", "Roof"), "utf-8")
    assert renewed(path, NAME).notes[1:] == snapshot


def test_what_refers_to_what_is_gone_is_an_error(tmp_path: Path) -> None:
    """An order of two sessions, one of which is no longer there."""
    base = tmp_path / "base.yaml"
    order = "\norders:\n  - {first: [welcome], then: [hulls-and-keels]}\n"
    base.write_text(sample(NAME).text + order, "utf-8")
    path = changed(tmp_path, NAME, '"title": "Welcome"', '"title": "Hello"')
    path.write_text(path.read_text("utf-8").replace("1f7f0a6f0011", "1f7f0a6f0099"), "utf-8")
    (line,) = complaints(path, base=base)
    assert 'orders[1].first[1]: found "welcome", expected the id of a session' in line


@pytest.mark.parametrize(
    ("tracks", "now", "expected"),
    [
        (["{id: sky, sessions: {themes: [sky]}}"], "Sky", ["sky: themes=sky"]),
        (  # the theme is gone, and its track with it; a new one comes
            ["{id: sky, sessions: {themes: [sky]}}", "{id: boats, sessions: {themes: [boats]}}"],
            "Night",
            ["boats: themes=boats", "night: themes=night"],
        ),
        (  # one made by hand that names what is gone besides
            ["{id: own, sessions: {sessions: [stars-over-the-harbour], themes: [boats, sky]}}"],
            "Night",
            ["own: sessions=stars-over-the-harbour, themes=boats"],
        ),
        (["{id: own, sessions: {themes: [sky]}}"], "Boats", []),
        (["{id: tea, sessions: {kinds: [social]}}"], "Sky", ["tea: kinds=social"]),
    ],
)
def test_tracks_stay_and_lose_names_that_are_gone(
    tmp_path: Path, tracks: list[str], now: str, expected: list[str]
) -> None:
    """Those of new themes come, unless tracks were made by hand."""
    rows = "".join(f"  - {each}\n" for each in tracks)
    text, number = re.subn(r"(?m)^tracks:\n(  .*\n)+", f"tracks:\n{rows}", sample(NAME).text)
    assert number == 1
    found = renewed(changed(tmp_path, NAME, '"track": "Sky"', f'"track": "{now}"'), NAME, text)
    said = [
        f"{each.id}: "
        + ", ".join(f"{field}={' '.join(sorted(names))}" for field, names in each.sessions if names)
        for each in found.instance.tracks
    ]
    assert said == expected


def edited(folder: Path, field: str, value: object, *titles: str) -> Path:
    """Write the sample with a field of events changed, of some titles or of all, and the tracks in use."""
    said = json.loads((SAMPLES / NAME).read_text("utf-8"))
    conference = said["schedule"]["conference"]
    rooms = [events for day in conference["days"] for events in day["rooms"].values()]
    for event in chain.from_iterable(rooms):
        if not titles or event["title"] in titles:
            event[field] = value
    used = {event["track"] for event in chain.from_iterable(rooms)}
    conference["tracks"] = [each for each in conference["tracks"] if each["name"] in used]
    path = folder / NAME
    path.write_text(json.dumps(said), "utf-8")
    return path


def test_a_session_that_lost_its_track_has_no_theme_of_it(tmp_path: Path) -> None:
    """Neither the theme stays nor the track, and the others do."""
    found = renewed(edited(tmp_path, "track", None, "Stars over the harbour"), NAME)
    assert found.instance.session_by_id["stars-over-the-harbour"].themes == ()
    assert found.instance.session_by_id["hulls-and-keels"].themes == ("boats",)
    assert [each.id for each in found.instance.themes] == ["boats"]
    assert [each.id for each in found.instance.tracks] == ["boats"]
    assert "Changed: Stars over the harbour: track Sky → none." in found.notes


def test_themes_given_by_hand_stay_where_no_programme_has_tracks(tmp_path: Path) -> None:
    """They are the planner's alone."""
    path = edited(tmp_path, "track", None)
    text = import_programme([path], "harbour").text
    found = renewed(path, NAME, text.replace("{id: welcome,", "{id: welcome, themes: [comets],"))
    assert found.instance.session_by_id["welcome"].themes == ("comets",)


def test_a_session_whose_speakers_are_gone_has_none(tmp_path: Path) -> None:
    """They are no longer there to refer to. But a file that names nobody at all changes nothing of it."""
    found = renewed(edited(tmp_path, "persons", [], "Welcome"), NAME)
    assert not found.instance.session_by_id["welcome"].people
    assert found.instance.session_by_id["hulls-and-keels"].people
    assert "Changed: Welcome: persons Ada Lovelace → none." in found.notes
    nameless, before = (
        renewed(edited(tmp_path, "persons", []), NAME).instance,
        sample(NAME).instance,
    )
    assert (nameless.people, nameless.sessions) == (before.people, before.sessions)


def test_the_older_instance_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change meanwhile; what is checked is what is used."""
    base, read = tmp_path / "base.yaml", []
    base.write_text(sample(NAME).text, "utf-8")

    def reading(path: Path) -> bytes:
        read.append(path)
        return bytes_of(path)

    for module in (instances, layers):
        monkeypatch.setattr(module, "bytes_of", reading)
    import_programme([SAMPLES / NAME], "harbour", base=base)
    assert read == [base]
