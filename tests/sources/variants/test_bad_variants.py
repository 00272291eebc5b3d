"""What is wrong with variants, in the file and the line where it stands."""

from pathlib import Path

import pytest

from tests.sources.files import VALID
from tests.sources.variants.files import troubles, write, wrong


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "close_rom: {room: north}",
            (
                "changes[1].close_rom: found an unknown change, expected one that the format knows. "
                'Maybe "close_room" or "open_room"?'
            ),
        ),
        (
            "open_room: {room: nort}",
            (
                'changes[1].open_room.room: found "nort", expected the id of a room in `rooms`. '
                'Maybe "north"?'
            ),
        ),
        (
            "remove: {sessions: [com1-3]}",
            (
                'changes[1].remove.sessions[1]: found "com1-3", expected the id of a session in '
                '`sessions`. Maybe "com1-2"?'
            ),
        ),
        (
            "remove: {orders: [{first: [opening], then: [com1-2]}]}",
            (
                "changes[1].remove.orders[1]: found a row that is not there, expected one as it stands "
                "in `orders`."
            ),
        ),
        (
            "remove: {orders: [opening]}",
            (
                'changes[1].remove.orders[1]: found "opening", expected a mapping with first and then, '
                "and no more."
            ),
        ),
        (
            "replace: {rooms: [{id: nort, capacity: 1}]}",
            (
                'changes[1].replace.rooms[nort].id: found "nort", expected the id of a room in `rooms`. '
                'Maybe "north"?'
            ),
        ),
        (
            "change: {rooms: {nort: {capacity: 1}}}",
            (
                'changes[1].change.rooms.nort: found "nort", expected the id of a room in `rooms`. '
                'Maybe "north"?'
            ),
        ),
        (
            "change: {rooms: {north: {id: south}}}",
            (
                "changes[1].change.rooms.north.id: found an id, expected other fields; an id stays as "
                "it is."
            ),
        ),
        (
            "change: {rooms: {north: 80}}",
            (
                "changes[1].change.rooms.north: found 80, expected a mapping of fields to their new "
                "values."
            ),
        ),
        (
            "change: {rom: {}}",
            (
                "changes[1].change.rom: found an unknown key, expected one that the format knows. "
                'Maybe "rooms"?'
            ),
        ),
        (
            "remove: {item_orders: [{items_first: [draft], nights: 1}]}",
            (
                'changes[1].remove.item_orders[1]: found the key "nights", expected a mapping with some of '
                "items_first, sessions_first, items_then, sessions_then, and no more."
            ),
        ),
        (
            "change: {orders: {}}",
            (
                "changes[1].change.orders: found an unknown key, expected what `change` can be given. "
                "Rows without an id are removed, and added anew."
            ),
        ),
        (
            "set: {levels: {late_hours: off}}",
            (
                "changes[1].set.levels: found an unknown key, expected what `set` can be given. "
                "Levels are changed by `set_level`."
            ),
        ),
        (
            "set: {}",
            "changes[1].set: found an empty mapping, expected at least one entry.",
        ),
        ("set: 3", "changes[1].set: found 3, expected a mapping of its fields."),
        ("close_room: {room: north}", "changes[1].close_room: found no `during`, expected one."),
        (
            "close_room: {room: north, during: 2021-11-08}",
            'changes[1].close_room.during: found "2021-11-08", expected a list.',
        ),
        (
            "unpin: {session: com1-1}",
            "changes[1].unpin: found a session without a pin, expected one that is pinned.",
        ),
        (
            "set_level: {rule: late_hour, level: off}",
            (
                'changes[1].set_level.rule: found "late_hour", expected the id of a rule. '
                'Maybe "late_hours"?'
            ),
        ),
        (
            "set_level: {rule: late_hours}",
            "changes[1].set_level: found neither `level` nor `items`, expected one of them, or both.",
        ),
        # What a change puts into the instance is judged there, in the words of the instance.
        (
            "change: {rooms: {north: {capacity: 0}}}",
            "rooms[north].capacity: found 0, expected a whole number, 1 or more.",
        ),
        (
            "change: {rooms: {north: {capacty: 9}}}",
            (
                "rooms[north].capacty: found an unknown key, expected one that the format knows. "
                'Maybe "capacity"?'
            ),
        ),
        (
            "choose_profile: {profile: drft}",
            'profile: found "drft", expected the name of a set in `profiles`. Maybe "draft"?',
        ),
        (
            "add: {sessions: [{id: opening, title: Again, kind: meeting, duration: 30}]}",
            (
                'sessions[opening].id: found "opening" again, expected an id that nothing else in the '
                "table has."
            ),
        ),
        (
            "pin: {session: com1-1, room: nort}",
            (
                'sessions[com1-1].pin.room: found "nort", expected the id of a room in `rooms`. '
                'Maybe "north"?'
            ),
        ),
        (
            "set_level: {rule: late_hours, items: {openin: 3}}",
            (
                'profiles.draft.late_hours.items.openin: found "openin", expected the id of a session in '
                '`sessions`. Maybe "opening"?'
            ),
        ),
    ],
)
def test_each_mistake_is_said_with_its_line(tmp_path: Path, change: str, said: str) -> None:
    """The first change is in line 4 of the variant."""
    assert f"other.yaml:4: {said}" in wrong(tmp_path, f"  - {change}\n")


def test_every_mistake_is_told_at_once_each_with_its_own_file(tmp_path: Path) -> None:
    """Base first, then the variant, each in the order of its lines."""
    base = VALID.replace("id: south, capacity: 50", "id: south, capacity: fifty")
    found = wrong(
        tmp_path,
        "  - frobnicate: {}\n"
        "  - change: {rooms: {north: {capacity: 0}}}\n"
        "  - remove: {kinds: [party, feast]}\n",
        base,
    )
    assert [each.split(": ")[:2] for each in found] == [
        ["base.yaml:18", "rooms[south].capacity"],
        ["other.yaml:4", "changes[1].frobnicate"],
        ["other.yaml:5", "rooms[north].capacity"],
        ["other.yaml:6", "changes[3].remove.kinds[2]"],
    ]


def test_what_a_change_breaks_elsewhere_is_told_where_it_stands(tmp_path: Path) -> None:
    """A room that is a part of another cannot just go: the combination in the base names it."""
    found = wrong(tmp_path, "  - remove: {rooms: [south]}\n")
    assert found == [
        (
            'base.yaml:19: rooms[both].parts[2]: found "south", expected the id of a room in `rooms`. '
            'Maybe "both"? "south" is removed in other.yaml:4.'
        )
    ]
    found = wrong(tmp_path, "  - change: {rooms: {both: {parts: [north, sowth]}}}\n")
    assert "removed" not in found[0]


def test_the_top_of_a_variant(tmp_path: Path) -> None:
    """Its keys, its name and its version."""
    path = write(tmp_path, "")
    path.write_text("extends: base.yaml\nnam: x\nformat: 2\nrooms: []\nchanges: {}\n")
    assert troubles(path) == [
        "other.yaml:1: name: found no `name`, expected one. (Name of the variant, used for files.)",
        (
            "other.yaml:2: nam: found an unknown key, expected one of format, extends, name, title, "
            'summary, agreed_by, changes. Maybe "name"?'
        ),
        "other.yaml:3: format: found 2, expected 1.",
        (
            "other.yaml:4: rooms: found an unknown key, expected one of format, extends, name, title, "
            "summary, agreed_by, changes."
        ),
        "other.yaml:5: changes: found an empty mapping, expected a list of changes. Write [] for none.",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("close_room", 'changes[1]: found "close_room", expected one key, the kind of the change.'),
        (
            "{set: {grid: 30}, open_room: {room: north}}",
            (
                "changes[1]: found 2 keys, expected one key, the kind of the change. "
                "Write each change as an entry of its own."
            ),
        ),
    ],
)
def test_a_change_has_one_kind(tmp_path: Path, row: str, said: str) -> None:
    """Not none, and not two."""
    assert wrong(tmp_path, f"  - {row}\n") == [f"other.yaml:4: {said}"]


def test_a_variant_does_not_speak_of_what_it_removes(tmp_path: Path) -> None:
    """In the base it is forgotten; here it is a mistake."""
    removal = "  - remove: {sessions: [com1-1]}\n"
    found = wrong(tmp_path, removal + "  - add: {orders: [{first: [com1-1], then: [com1-2]}]}\n")
    assert found == [
        (
            'other.yaml:5: orders[1].first[1]: found "com1-1", expected the id of a session in '
            '`sessions`. Maybe "com1-2"? "com1-1" is removed in other.yaml:4.'
        )
    ]
