"""A newer programme in the instance of an older one."""

from pathlib import Path

import pytest

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


def _track(id_: str, **fields: str) -> dict[str, object]:
    return {"id": id_, **fields, "sessions": {"themes": [id_]}}


@pytest.mark.parametrize(
    ("tracks", "themes", "expected"),
    [
        ([], [], ["sky", "sea"]),  # the first time that there are any
        ([], ["sky"], []),  # nobody wants them
        (["sky"], ["sky"], ["sky", "sea"]),
        (["sky", "old"], ["sky", "old"], ["sky", "sea"]),  # the theme is gone
        (["own"], ["sky"], ["own", "sea"]),  # made by hand, in the place of another
        (["sea"], [], ["sea", "sky"]),
    ],
)
def test_tracks_stay_but_for_those_of_themes_that_are_gone(
    tracks: list[str], themes: list[str], expected: list[str]
) -> None:
    """Those of new themes come after them."""
    old: dict[str, list[dict[str, object]]] = {
        "tracks": [_track(each, title="Own") for each in tracks],
        "themes": [{"id": each} for each in themes],
    }
    new = {"tracks": [_track("sky"), _track("sea")], "themes": [{"id": "sky"}, {"id": "sea"}]}
    found = updates.tracks_of(old, new)
    assert [row["id"] for row in found] == expected
    assert [row for row in found if "title" in row] == [
        row for row in old["tracks"] if row["id"] in expected
    ]
