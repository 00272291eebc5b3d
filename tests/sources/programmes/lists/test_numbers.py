"""Numbers that only count the rows of a list: no ids, as a row in between makes all others new."""

import csv
from collections.abc import Sequence
from pathlib import Path

import yaml

from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.programmes.lists import guessed

TITLES = ("Welcome", "Wells", "Pumps", "Soils", "Rivers", "Farewell")
PLAIN = "zone: Africa/Dakar\ncolumns: {title: Title, room: Room, start: Start, end: End}\n"
NUMBERED = PLAIN.replace("{title", "{id: No, title")


def listed(folder: Path, titles: Sequence[str], numbers: Sequence[object] = ()) -> Path:
    """Write a list of titles, an hour each, with numbers: 1, 2, 3 and so on, unless others are given."""
    path = folder / "talks.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["No", "Title", "Room", "Start", "End"])
        for at, title in enumerate(titles):
            start, end = (f"2027-03-09 {9 + at + more:02}:00" for more in (0, 1))
            rows.writerow([numbers[at] if numbers else at + 1, title, "Hall", start, end])
    return path


def imported(path: Path, mapping: str, before: Imported | None = None) -> Imported:
    """Return what is made of a list, on top of an older one if there is one."""
    said, base = path.parent / "mapping.yaml", path.parent / "base.yaml"
    said.write_text(mapping, "utf-8")
    if before is None:
        return import_programme([path], "harbour", mapping=said)
    base.write_text(before.text, "utf-8")
    return import_programme([path], "harbour", mapping=said, base=base)


def ids(found: Imported) -> dict[str, str]:
    """Return ids by title."""
    return {each.title: each.id for each in found.instance.sessions}


def test_a_running_number_is_no_id(tmp_path: Path) -> None:
    """That is said, in the file and in words; other numbers are ids."""
    found = guessed([listed(tmp_path, TITLES)])
    assert "id" not in yaml.safe_load(found.text)["columns"]
    why = "no id, but a running number from 1 to 6, which changes with the rows above"
    assert f"talks.csv: columns: No: {why}." in found.notes
    assert f"  # {why}: No" in found.text.splitlines()
    assert not [each for each in found.notes if "not understood" in each]
    found = guessed([listed(tmp_path, TITLES, [3, 1, 2, 7, 5, 6])])
    assert yaml.safe_load(found.text)["columns"]["id"] == "No"


def test_a_list_that_is_numbered_anew_is_known_by_titles(tmp_path: Path) -> None:
    """What is put in between is new, and no other session; how many have moved is told."""
    before = imported(listed(tmp_path, TITLES), NUMBERED)
    found = imported(listed(tmp_path, [*TITLES[:2], "Dams", *TITLES[2:]]), NUMBERED, before)
    assert ids(found) == ids(before) | {"Dams": "session-3-2"}
    assert (
        "Ids of the list are running numbers, and 4 titles are at another number than in the older instance: "
        "sessions are known by their titles, and keep the ids that they had there."
    ) in found.notes
    told = [each for each in found.notes if each.startswith(("New:", "Gone:", "Changed:"))]
    assert told == ["New: Dams (2027-03-09 11:00, Hall)."]


def test_ids_that_do_not_count_the_rows_stay(tmp_path: Path) -> None:
    """Whatever the titles are now: a row that is gone leaves a gap, and titles may be changed."""
    before = imported(listed(tmp_path, TITLES), NUMBERED)
    titles = [TITLES[0], "Pumps", "Wells", *TITLES[4:]]
    found = imported(listed(tmp_path, titles, [1, 2, 3, 5, 6]), NUMBERED, before)
    assert ids(found)["Pumps"] == "session-2"
    found = imported(listed(tmp_path, ["Words", *TITLES[1:]]), NUMBERED, before)
    assert ids(found)["Words"] == "session-1"
    assert not [each for each in found.notes if "running" in each]


def test_a_list_whose_numbers_were_ids_is_known_by_titles_without(tmp_path: Path) -> None:
    """As when a mapping is proposed anew."""
    before = imported(listed(tmp_path, TITLES), NUMBERED)
    assert ids(imported(listed(tmp_path, TITLES[1:]), PLAIN, before)) == {
        title: f"session-{at}" for at, title in enumerate(TITLES[1:], 2)
    }


def test_ids_of_which_none_is_known_are_no_matter(tmp_path: Path) -> None:
    """As when the first list had none, or they were taken for running numbers; one that is known is."""
    before = imported(listed(tmp_path, TITLES), PLAIN)
    found = imported(listed(tmp_path, TITLES[1:], [2, 3, 4, 5, 6]), NUMBERED, before)
    assert ids(found) == {title: title.lower() for title in TITLES[1:]}
    numbers = ["Soils", "K2", "K3", "K4", "K5"]
    found = imported(listed(tmp_path, TITLES[1:], numbers), NUMBERED, before)
    assert ids(found) == dict(zip(TITLES[1:], ["soils", "k2", "k3", "k4", "k5"], strict=True))
