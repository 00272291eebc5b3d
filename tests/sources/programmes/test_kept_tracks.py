"""Tracks of an older programme in a newer one."""

import pytest

from scheduler.sources.programmes.kept_tracks import tracks_of


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
    found, notes = tracks_of(old, NEW)
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
    found, notes = tracks_of({"tracks": [own], "themes": [{"id": "old"}]}, NEW)
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
    found, notes = tracks_of(old, NEW)
    assert found == [{"id": "own", "sessions": kept}]
    assert notes == [f"Track own no longer names what is gone: {gone}."] * bool(gone)


def test_a_track_made_by_hand_that_names_nothing_any_more_is_told() -> None:
    """It goes, and the tracks of new themes come."""
    own = {"id": "own", "title": "Own", "sessions": {"sessions": ["on-old"]}}
    found, notes = tracks_of({"tracks": [own]}, NEW)
    assert found == [_track("sky"), _track("sea")]
    assert notes == ["Gone track: Own."]
    old = {"tracks": [own | {"id": "sky"}], "themes": [{"id": "sky"}]}  # of a theme that stays
    assert tracks_of(old, NEW) == ([_track("sea")], ["Gone track: Own."])


@pytest.mark.parametrize(
    ("first", "second", "expected", "note"),
    [
        (  # a theme and a name: the name is meant
            {"themes": ["sky", "sea"]},
            {"sessions": ["on-sky"]},
            [{"sessions": ["on-sea"]}, {"sessions": ["on-sky"]}],
            "On sky is in the tracks a and b now: it stays in b, and a names its sessions one by one.",
        ),
        (
            {"sessions": ["on-sky"]},
            {"themes": ["sky"], "sessions": ["on-sea"]},
            [{"sessions": ["on-sky"]}, {"sessions": ["on-sea"]}],
            "On sky is in the tracks a and b now: it stays in a, and b names its sessions one by one.",
        ),
        (  # neither names it: the first has it
            {"themes": ["sky"]},
            {"kinds": ["talk"]},
            [{"themes": ["sky"]}, {"sessions": ["on-sea"]}],
            "On sky is in the tracks a and b now: it stays in a, and b names its sessions one by one.",
        ),
        (  # nothing is left of the second
            {"themes": ["sky"]},
            {"bodies": ["sky"], "themes": ["sky"]},
            [{"themes": ["sky"]}],
            "On sky is in the tracks a and b now: it stays in a, and nothing is left of b.",
        ),
        ({"themes": ["sky"]}, {"themes": ["sea"]}, [{"themes": ["sky"]}, {"themes": ["sea"]}], ""),
    ],
)
def test_tracks_that_stay_have_no_session_together(
    first: dict[str, list[str]],
    second: dict[str, list[str]],
    expected: list[dict[str, list[str]]],
    note: str,
) -> None:
    """The one that names it keeps it, or else the first."""
    rows = [{"id": "a", "sessions": first}, {"id": "b", "sessions": second}]
    old = {"tracks": rows, "themes": [{"id": "sky"}, {"id": "sea"}]}
    found, notes = tracks_of(old, NEW)
    assert [row["sessions"] for row in found] == expected
    assert [each for each in notes if "now" in each] == [note] * bool(note)
