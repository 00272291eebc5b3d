"""Changes that cannot both be meant."""

from pathlib import Path

import pytest

from tests.sources.variants.files import wrong


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (
            "change: {rooms: {north: {capacity: 80}}}",
            "change: {rooms: {north: {capacity: 90}}}",
            (
                "changes[2].change.rooms.north.capacity: found rooms[north].capacity changed to 90, but "
                "changed to 80 in line 4, expected one change of each thing."
            ),
        ),
        (
            "replace: {sessions: [{id: com1-2, title: X, kind: meeting, duration: 30}]}",
            "remove: {sessions: [com1-2]}",
            (
                "changes[1].replace.sessions[com1-2].id: found sessions[com1-2], which is removed in "
                "line 5, expected one change of each thing."
            ),
        ),
        (
            "change: {sessions: {com1-2: {duration: 30}}}",
            "remove: {sessions: [com1-2]}",
            (
                "changes[1].change.sessions.com1-2: found sessions[com1-2], which is removed in line 5, "
                "expected one change of each thing."
            ),
        ),
        (
            "replace: {sessions: [{id: com1-2, title: X, kind: meeting, duration: 30}]}",
            "change: {sessions: {com1-2: {duration: 30}}}",
            (
                "changes[2].change.sessions.com1-2.duration: found sessions[com1-2].duration changed to "
                "30, but replaced to a mapping in line 4, expected one change of each thing."
            ),
        ),
        (
            "close_room: {room: north, during: [{days: [2021-11-08]}]}",
            "open_room: {room: north}",
            (
                "changes[2].open_room: found rooms[north].closures changed to an empty list, but added to "
                "in line 4, expected one change of each thing."
            ),
        ),
        (
            "pin: {session: opening, room: north}",
            "unpin: {session: opening}",
            (
                "changes[2].unpin: found sessions[opening].pin changed to nothing, but changed to a "
                "mapping in line 4, expected one change of each thing."
            ),
        ),
        (
            "set_level: {rule: late_hours, level: 2}",
            "set_level: {rule: late_hours, level: off}",
            (
                'changes[2].set_level.level: found levels[late_hours].level set to "off", but set to 2 in '
                "line 4, expected one change of each thing."
            ),
        ),
        (
            "choose_profile: {profile: draft}",
            "choose_profile: {profile: null}",
            (
                "changes[2].choose_profile.profile: found profile changed to nothing, but changed to "
                '"draft" in line 4, expected one change of each thing.'
            ),
        ),
    ],
)
def test_changes_that_contradict_each_other(
    tmp_path: Path, first: str, second: str, said: str
) -> None:
    """Both lines are named."""
    line = 4 if said.startswith("changes[1]") else 5
    assert wrong(tmp_path, f"  - {first}\n  - {second}\n") == [f"other.yaml:{line}: {said}"]


def test_saying_the_same_twice_is_no_contradiction(tmp_path: Path) -> None:
    """Only the third, which says something else, is wrong."""
    same = "  - change: {rooms: {north: {capacity: 80}}}\n"
    found = wrong(tmp_path, same + same + same.replace("80", "90"))
    assert [each.split(": ")[0] for each in found] == ["other.yaml:6"]
