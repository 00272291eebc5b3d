"""What is told of a newer list: each value that has changed, as it was and as it is."""

import csv
from collections.abc import Sequence
from pathlib import Path

from scheduler.sources.programmes import Imported, import_programme

HEAD = ["Title", "Kind", "Track", "Room", "Start", "Length", "Who", "Expected"]
MAPPING = """\
zone: Europe/Brussels
columns: {title: Title, kind: Kind, track: Track, room: Room, start: Start, duration: Length,
          speakers: Who, attendance: Expected}
rooms: {A: 100, B: 50}
"""
OLD = [
    ["Health and water", "Talk", "Health", "A", "2026-06-11 09:00", "60", "Ada", "92"],
    ["Young people", "Talk", "Youth", "B", "2026-06-11 09:00", "60", "Bob", "20"],
    ["Seas and fish", "Talk", "Climate", "A", "2026-06-11 10:00", "60", "Cleo", "30"],
    ["Towns", "Talk", "Climate", "A", "2026-06-11 11:00", "60", "Cleo", "30"],
]


def imported(
    folder: Path,
    rows: Sequence[Sequence[str]],
    before: Imported | None = None,
    change: tuple[str, str] = ("", ""),
) -> Imported:
    """Return what is made of a list, on top of an older one, in which a text may be another."""
    path, mapping, base = folder / "talks.csv", folder / "mapping.yaml", folder / "base.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    mapping.write_text(MAPPING, "utf-8")
    if before is None:
        return import_programme([path], "harbour", mapping=mapping)
    base.write_text(before.text.replace(*change, 1), "utf-8")
    return import_programme([path], "harbour", mapping=mapping, base=base)


def newer(row: int, **fields: str) -> list[list[str]]:
    """Return the list with some fields of a row of other values."""
    rows = [[*each] for each in OLD]
    for name, value in fields.items():
        rows[row][HEAD.index(name)] = value
    return rows


def told(folder: Path, rows: Sequence[Sequence[str]]) -> list[str]:
    """Return what is told of a newer list."""
    return [
        note
        for note in imported(folder, rows, imported(folder, OLD)).notes
        if note.startswith(("Changed", "New", "Gone"))
    ]


def test_each_changed_value_is_told(tmp_path: Path) -> None:
    """As it was and as it is, in one line for a session."""
    others = {"Kind": "Panel", "Track": "", "Room": "B", "Length": "30", "Who": "Ada; Dan"}
    rows = newer(0, Expected="111", Start="2026-06-11 10:00", **others)
    assert told(tmp_path, rows) == [
        (
            "Changed: Health and water (2026-06-11 10:00, B): "
            'kind "Talk" → "Panel"; length 60 min → 30 min; attendance 92 → 111; persons: Dan is new; '
            "track Health → none; time 2026-06-11 09:00 → 2026-06-11 10:00; room A → B."
        ),
        "New person: Dan.",
    ]
    assert told(tmp_path, newer(1, Who="Eve"))[0].endswith("persons: Eve is new, Bob is gone.")


def test_seats_of_the_newer_list_are_taken_and_told(tmp_path: Path) -> None:
    """Where it knows none, those of the older instance stay."""
    before, known = imported(tmp_path, OLD), "title: A, capacity: 100"
    found = imported(tmp_path, OLD, before, (known, "title: A, capacity: 130"))
    assert found.instance.room_by_id["a"].capacity == 100
    assert "Changed room: A: seats 130 → 100." in found.notes


def test_an_id_keeps_a_session_of_another_title(tmp_path: Path) -> None:
    """Which is then a change of its title."""
    rows = newer(1, Title="Jobs")
    path = tmp_path / "talks.csv"
    base, mapping = tmp_path / "base.yaml", tmp_path / "mapping.yaml"
    base.write_text(imported(tmp_path, OLD).text, "utf-8")
    with path.open("w", encoding="utf-8", newline="") as file:
        ids = ["Id", "", "young-people", "", ""]
        csv.writer(file).writerows(
            [*([*row, id_] for row, id_ in zip([HEAD, *rows], ids, strict=True))]
        )
    mapping.write_text(MAPPING.replace("{title:", "{id: Id, title:"), "utf-8")
    found = import_programme([path], "harbour", mapping=mapping, base=base)
    (line,) = (note for note in found.notes if note.startswith(("New", "Gone", "Changed")))
    assert line.endswith('title "Young people" → "Jobs".')


def test_new_sessions_without_a_published_place_are_known(tmp_path: Path) -> None:
    """None, if there is nothing new, or nothing published."""
    rows = [*OLD, ["Bread", "Talk", "", "B", "2026-06-11 10:00", "60", "", ""]]
    before = imported(tmp_path, OLD)
    assert imported(tmp_path, rows, before).new_places == ()
    place = 'start: "2026-06-11T09:00[Europe/Brussels]", room: a'
    plan = f"published:\n  - {{session: {before.instance.sessions[0].id}, {place}}}"
    published = ("\nsessions:", f"\n{plan}\nsessions:")
    assert imported(tmp_path, rows, before, published).new_places[-1] == "Bread"


def test_times_are_those_of_the_programmes(tmp_path: Path) -> None:
    """A session that is nowhere any more, and one that has got a time."""
    assert told(tmp_path, newer(0, Start="TBA")) == [
        "Changed: Health and water, without a time: time and room 2026-06-11 09:00, A → none."
    ]
