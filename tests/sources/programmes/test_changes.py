"""What is told of a newer list: each value that has changed, seats that stay, and what may be the same."""

import csv
from collections.abc import Sequence
from pathlib import Path

from scheduler.sources import write_schedule
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
    seats: str = "A, capacity: 100",
) -> Imported:
    """Return what is made of a list, on top of an older one with its solution, in which seats are others."""
    path, mapping, base = folder / "talks.csv", folder / "mapping.yaml", folder / "base.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    mapping.write_text(MAPPING, "utf-8")
    if before is None:
        return import_programme([path], "harbour", mapping=mapping)
    base.write_text(before.text.replace("title: A, capacity: 100", f"title: {seats}"), "utf-8")
    solution = folder / "base.json"
    write_schedule(solution, before.instance, before.schedule)
    return import_programme(
        [path], "harbour", mapping=mapping, base=base, before=lambda _: solution
    )


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


def test_seats_of_the_older_instance_stay(tmp_path: Path) -> None:
    """What a mapping has besides is told; where they were not known, those of the mapping are taken."""
    before = imported(tmp_path, OLD)
    found = imported(tmp_path, OLD, before, seats="A, capacity: 130")
    assert found.instance.room_by_id["a"].capacity == 130
    assert (
        "Seats of A stay 130, as in the older instance; the mapping has 100. "
        "If that is right, mend the instance."
    ) in found.notes
    found = imported(tmp_path, OLD, before, seats="A, capacity: null")
    assert found.instance.room_by_id["a"].capacity == 100
    assert "Changed room: A: seats not known → 100." in found.notes


def test_what_is_gone_may_be_new_under_another_title(tmp_path: Path) -> None:
    """Where place and persons are the same, or most words of the title; otherwise it is gone."""
    how = "in a column that the mapping has as `id`, and import again: it keeps what it had."
    assert told(tmp_path, newer(1, Title="Jobs"))[1] == (
        'Gone: Young people. Maybe the same: "Jobs" (2026-06-11 09:00, B). '
        f"If it is, give its row the id young-people {how}"
    )
    longer = {"Title": "Young people, their jobs, towns and hopes", "Start": "2026-06-12 10:00"}
    assert "Maybe the same" in told(tmp_path, newer(1, **longer, Who="Dan"))[1]
    moved = {"Title": "Seas, fish and coasts", "Start": "2026-06-12 10:00", "Who": "Dan"}
    assert '"Seas, fish and coasts"' in told(tmp_path, newer(2, **moved))[1]
    moved["Title"] = "Forests"
    assert "Gone: Seas and fish." in told(tmp_path, newer(2, **moved))


def test_the_id_that_is_told_keeps_the_session(tmp_path: Path) -> None:
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


def test_new_sessions_without_a_place_before_are_known(tmp_path: Path) -> None:
    """None, if there is nothing new."""
    rows = [*OLD, ["Bread", "Talk", "", "B", "2026-06-11 10:00", "60", "", ""]]
    before = imported(tmp_path, OLD)
    assert imported(tmp_path, rows, before).new_places == ("Bread",)
    assert imported(tmp_path, OLD, before).new_places == ()


def test_what_a_search_has_moved_is_counted(tmp_path: Path) -> None:
    """In one line; changes of facts are told one by one, without times and rooms."""
    before, solution = imported(tmp_path, OLD), tmp_path / "base.json"
    rows = newer(0, Expected="111", Start="2026-06-11 13:00")
    rows[1][HEAD.index("Room")] = "A"
    imported(tmp_path, rows, before)
    text = solution.read_text("utf-8")
    solution.write_text(text.replace("{", '{\n  "status": "feasible",', 1), "utf-8")
    base, mapping = tmp_path / "base.yaml", tmp_path / "mapping.yaml"
    found = import_programme(
        [tmp_path / "talks.csv"],
        "harbour",
        mapping=mapping,
        base=base,
        before=lambda _: solution,
    )
    changed = [each for each in found.notes if each.startswith("Changed")]
    assert changed == ["Changed: Health and water (2026-06-11 13:00, A): attendance 92 → 111."]
    assert (
        "2 sessions have another time or room than in the programme before. That was searched since it was "
        "imported: which of them the newer one moves cannot be told."
    ) in found.notes
