"""A newer programme in the instance of an older one."""

from pathlib import Path

import pytest

from scheduler.instance import Selection
from scheduler.sources.programmes import Imported, import_programme, updates
from tests.sources.programmes.files import changed, complaints, sample

NAME = "schedule.json"
HOURS = "Hours are those of the newer programme: the older ones do not hold all of it."


def based(folder: Path, before: str, after: str, *, name: str = NAME) -> Imported:
    """Read the sample into an instance of it in which a text is another."""
    base = folder / "base.yaml"
    text = sample(NAME).text
    assert before in text, before
    base.write_text(text.replace(before, after, 1), "utf-8")
    path = changed(folder, name, "harbour-13-stars", "harbour-13-night")  # of no concern
    return import_programme([path], "harbour", base=base)


@pytest.mark.parametrize(
    ("before", "after", "stay"),
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
def test_hours_stay_if_they_hold_every_session(
    tmp_path: Path, before: str, after: str, *, stay: bool
) -> None:
    """To the minute, in bands of the kind, and outside of breaks."""
    found = based(tmp_path, before, after)
    assert (after in found.text) is stay
    assert (HOURS in found.notes) is not stay


@pytest.mark.parametrize(
    ("first", "second", "stay"),
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
def test_hours_stay_where_a_band_joins_the_next_of_the_day(
    tmp_path: Path, first: str, second: str, *, stay: bool
) -> None:
    """A workshop from 10:00 to 11:30 runs on into a band that begins at once, if its kind may use both."""
    found = based(tmp_path, 'to: "11:30"', f"{first}}}, {{{second}")
    assert (HOURS in found.notes) is not stay
    assert len(found.instance.day_profiles[1].bands) == 2 + stay


def test_rooms_and_persons_that_are_new_or_gone_are_told(tmp_path: Path) -> None:
    """Without a solution of the older programme, nothing is told of times."""
    base = tmp_path / "base.yaml"
    base.write_text(sample(NAME).text, "utf-8")
    path = changed(
        tmp_path, NAME, '"public_name": "Ada Lovelace", "bio', '"public_name": "Ada King", "bio'
    )
    path.write_text(path.read_text("utf-8").replace("Attic", "Roof"), "utf-8")
    found = import_programme([path], "harbour", base=base)
    assert found.notes[1:] == (
        "Changed: Welcome (2025-05-09 10:00, Große Halle): persons.",
        "Changed: Hulls and keels (2025-05-09 11:00, Große Halle): persons.",
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
    (line,) = complaints(path, base=base)
    assert 'orders[1].first[1]: found "welcome", expected the id of a session' in line


def _track(id_: str, *themes: str, **fields: object) -> dict[str, object]:
    return {"id": id_, **fields, "sessions": {"themes": [*(themes or (id_,))]}}


def _session(theme: str) -> dict[str, object]:
    return {"id": f"on-{theme}", "title": f"On {theme}", "kind": "talk", "themes": [theme]}


NEW = {
    "tracks": [_track("sky"), _track("sea")],
    "themes": [{"id": "sky"}, {"id": "sea"}],
    "kinds": [{"id": "talk"}, {"id": "tea"}],
    "sessions": [_session("sky"), _session("sea")],
}


@pytest.mark.parametrize(
    ("tracks", "themes", "expected"),
    [
        ([], [], ["sky", "sea"]),  # the first time that there are any
        ([], ["sky"], []),  # nobody wants them
        ([_track("sky")], ["sky"], ["sky", "sea"]),
        ([_track("sky"), _track("old")], ["sky", "old"], ["sky", "sea"]),  # the theme is gone
        ([_track("own", "sky")], ["sky"], ["own", "sea"]),  # made by hand, in the place of another
        ([_track("sea")], [], ["sea", "sky"]),
    ],
)
def test_tracks_stay_but_for_those_of_themes_that_are_gone(
    tracks: list[dict[str, object]], themes: list[str], expected: list[str]
) -> None:
    """Those of new themes come after them."""
    own = [row | {"title": "Own"} for row in tracks]
    old = {"tracks": own, "themes": [{"id": each} for each in themes]}
    found, notes = updates.tracks_of(old, NEW)
    assert [row["id"] for row in found] == expected
    assert [row for row in found if "title" in row] == [row for row in own if row["id"] in expected]
    assert not notes


@pytest.mark.parametrize(
    ("sessions", "others", "note"),
    [
        ({"sessions": ["on-sky"]}, ["sea"], "No track sky: On sky is in the track own already."),
        ({"themes": ["sea"]}, ["sky"], "No track sea: On sea is in the track own already."),
        ({"kinds": ["tea"]}, ["sky", "sea"], ""),  # there is no such session
    ],
)
def test_a_new_track_is_left_out_if_an_older_one_has_a_session_of_it(
    sessions: dict[str, list[str]], others: list[str], note: str
) -> None:
    """Of the same session or of one theme; the others come, and the older one stays as it is."""
    own = {"id": "own", "sessions": sessions}
    found, notes = updates.tracks_of({"tracks": [own], "themes": [{"id": "old"}]}, NEW)
    assert found == [own, *(_track(each) for each in others)]
    assert notes == [note] * bool(note)


@pytest.mark.parametrize(
    ("sessions", "kept", "gone"),
    [
        ({"themes": ["sky", "old"]}, {"themes": ["sky"]}, "old"),
        ({"themes": ["old"], "sessions": ["on-sea", "on-old"]}, {"sessions": ["on-sea"]}, "old and on-old"),
        ({"kinds": ["tea", "old"], "bodies": ["old"]}, {"kinds": ["tea"]}, "old and old"),
        ({"themes": ["sky", "sea"]}, {"themes": ["sky", "sea"]}, ""),
    ],
)  # fmt: skip
def test_a_track_that_stays_loses_the_names_that_are_gone(
    sessions: dict[str, list[str]], kept: dict[str, list[str]], gone: str
) -> None:
    """It is told which; of those that are there, nothing is said."""
    old = {
        "tracks": [{"id": "own", "sessions": sessions}],
        "themes": [{"id": each} for each in ("sky", "sea", "old")],
    }
    found, notes = updates.tracks_of(old, NEW)
    assert found == [{"id": "own", "sessions": kept}]
    assert notes == [f"Track own no longer names what is gone: {gone}."] * bool(gone)


def test_a_track_made_by_hand_that_names_nothing_any_more_is_told() -> None:
    """It goes, and the tracks of new themes come."""
    own = {"id": "own", "title": "Own", "sessions": {"sessions": ["on-old"]}}
    found, notes = updates.tracks_of({"tracks": [own]}, NEW)
    assert found == [_track("sky"), _track("sea")]
    assert notes == ["Gone track: Own."]
    old = {"tracks": [own | {"id": "sky"}], "themes": [{"id": "sky"}]}  # of a theme that stays
    assert updates.tracks_of(old, NEW) == ([_track("sea")], ["Gone track: Own."])


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
