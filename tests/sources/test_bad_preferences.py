"""Each fault in preferences, separations and places, with its line and its words."""

import pytest

from tests.sources.files import changed, troubles

PLACE = "parallel_limits:\n"
# What stands in front of the table, and the whole complaint. Lines are those of the changed file.
FAULTS = {
    "neither time nor room": (
        "preferences:\n  - {id: p, sessions: {sessions: [opening]}}\n",
        "66: preferences[p]: found neither a time nor a room, expected `windows`, `rooms`, or both.",
    ),
    "tracks by minutes": (
        (
            "tracks:\n  - {id: x, sessions: {sessions: [opening]}}\n"
            'preferences:\n  - {id: p, tracks: [x], per: minute, windows: [{days: ["2021-11-08"]}]}\n'
        ),
        '68: preferences[p].per: found "minute", expected "session": tracks count by half-days.',
    ),
    "tracks beside sessions": (
        (
            "tracks:\n  - {id: x, sessions: {sessions: [opening]}}\npreferences:\n"
            '  - {id: p, tracks: [x], sessions: {tracks: [x]}, windows: [{days: ["2021-11-08"]}]}\n'
        ),
        "68: preferences[p].tracks: found tracks beside `sessions`, expected one of the two.",
    ),
    "others alone": (
        "not_beside:\n  - {id: k, groups: [[opening, com1-1]], others: {sessions: [com1-2]}}\n",
        (
            "66: not_beside[k].others: found others without `sessions`, "
            "expected `sessions` beside them."
        ),
    ),
    "a name twice in a group": (
        "not_beside:\n  - {id: k, groups: [[opening, opening]]}\n",
        "66: not_beside[k].groups[1]: found a name twice, expected each name once.",
    ),
    "tracks apart by minutes": (
        (
            "tracks:\n  - {id: x, sessions: {sessions: [opening]}}\n"
            "  - {id: y, sessions: {sessions: [com1-1]}}\nnot_beside:\n  - {id: k, tracks: [[x, y]]}\n"
        ),
        (
            "69: not_beside[k].tracks: found tracks that are kept apart by minutes, expected "
            "`by: half_day`, which is how tracks are kept apart as wholes."
        ),
    ),
    "a track of tracks": (
        (
            "tracks:\n  - {id: x, sessions: {sessions: [opening]}}\n"
            "  - {id: y, sessions: {tracks: [x]}}\n"
        ),
        "67: tracks[y].sessions.tracks: found a track of tracks, expected its sessions by another field.",
    ),
    "a place of another's session": (
        "tracks:\n  - {id: x, sessions: {sessions: [opening]}, places: {com1-1: 1}}\n",
        '66: tracks[x].places.com1-1: found "com1-1", expected a session of the track.',
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_does_not_fit_together_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, and what was expected."""
    rows, complaint = FAULTS[case]
    assert troubles(changed(PLACE, rows + PLACE)) == (f"x.yaml:{complaint}",)
