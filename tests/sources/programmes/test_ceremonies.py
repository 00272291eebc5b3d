"""Openings that are first and closings that are last, kept so; what else is alone is told."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.evaluation import evaluate
from scheduler.sources.programmes import Imported, import_programme

MAPPING = """\
zone: Europe/Brussels
columns: {title: Title, kind: Kind, room: Room, start: Start, duration: Length}
"""
TALKS = [
    (f"Talk {day}{hour}{room}", "Talk", room, f"2026-06-{day} {hour}:00", "60")
    for day in (11, 12)
    for hour in (10, 11)
    for room in "ABC"
]
OPENING = ("Cérémonie d'ouverture", "Talk", "A", "2026-06-11 09:00", "60")
CLOSING = ("Closing session", "Talk", "A", "2026-06-12 16:00", "60")
KEPT = {
    "first": "So that it stays so, `orders` have it before all others, and it is `exclusive`: "
    "take that out if it need not be so.",
    "last": "So that it stays so, `orders` have it after all others, and it is `exclusive`: "
    "take that out if it need not be so.",
}


def written(folder: Path, *rows: Sequence[str]) -> tuple[Path, Path]:
    """Write a list of talks with some more rows, and its mapping."""
    path, mapping = folder / "talks.csv", folder / "mapping.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Title", "Kind", "Room", "Start", "Length"], *TALKS, *rows])
    mapping.write_text(MAPPING, "utf-8")
    return path, mapping


def imported(folder: Path, *rows: Sequence[str], base: Path | None = None) -> Imported:
    """Return what is made of a list of talks with some more rows."""
    path, mapping = written(folder, *rows)
    return import_programme([path], "harbour", mapping=mapping, base=base)


def orders(found: Imported) -> list[str]:
    """Return the lines of the orders."""
    lines = found.text.splitlines()
    return [line.strip() for line in lines if line.startswith("  - {first")]


def exclusive(found: Imported) -> set[str]:
    """Return the sessions that are alone."""
    return {each.id for each in found.instance.sessions if each.exclusive}


def test_an_opening_stays_first_and_a_closing_last(tmp_path: Path) -> None:
    """With a comment and a note; the programme that was read keeps it."""
    found = imported(tmp_path, OPENING, CLOSING)
    assert orders(found) == [
        "- {first: [ceremonie-douverture], then: {kinds: [talk]}}",
        "- {first: {kinds: [talk]}, then: [closing-session]}",
    ]
    assert exclusive(found) == {"ceremonie-douverture", "closing-session"}
    assert (
        "# too: nothing runs beside them. Take that out if it need not be so.\norders:\n"
        in found.text
    )
    assert f"{OPENING[0]}: first and alone in the programme. {KEPT['first']}" in found.notes
    assert f"{CLOSING[0]}: last and alone in the programme. {KEPT['last']}" in found.notes
    assert not evaluate(found.instance, found.schedule).forbidden


@pytest.mark.parametrize(
    "title",
    [
        *("Opening", "Ouverture officielle", "Apertura", "Konferenzauftakt und Eröffnung"),
        *("Abertura", "Welcome!", "Inauguration", "Kick-off", "开幕式", "Открытие"),
    ],
)
def test_openings_are_known_in_several_languages(tmp_path: Path, title: str) -> None:
    """By a word of their title."""
    assert len(orders(imported(tmp_path, (title, *OPENING[1:])))) == 1


@pytest.mark.parametrize(
    "title",
    ["Clôture", "Clausura", "Abschlussplenum", "Schlusswort", "Encerramento", "Adieux", "Wrap-up"],
)
def test_closings_are_known_in_several_languages(tmp_path: Path, title: str) -> None:
    """By a word of their title."""
    assert len(orders(imported(tmp_path, (title, *CLOSING[1:])))) == 1


def test_nothing_is_kept_of_what_is_not_so(tmp_path: Path) -> None:
    """Other titles, an opening that is not the first, one that has something beside it."""
    for row, alone in (
        (("Lecture", *OPENING[1:]), {"lecture"}),
        (("Opening", "Talk", "A", "2026-06-12 09:00", "60"), {"opening"}),
        (("Opening", "Talk", "A", "2026-06-11 09:00", "61"), set()),
        (("Beschluss", *CLOSING[1:]), set()),
    ):
        found = imported(tmp_path, row)
        assert (orders(found), exclusive(found)) == ([], alone)


def test_registration_and_dinner_are_no_matter(tmp_path: Path) -> None:
    """They stay where they are; what is of their kind is named by id, otherwise by kinds."""
    before = ("Registration", "Social", "Foyer", "2026-06-11 08:00", "60")
    after = ("Dîner de gala", "Social", "Foyer", "2026-06-12 19:00", "120")
    found = imported(tmp_path, before, OPENING, CLOSING, after)
    assert not evaluate(found.instance, found.schedule).forbidden
    first, last = found.instance.orders
    assert "registration" not in str(first.then)
    assert "diner-de-gala" in str(first.then)
    assert "registration" in str(last.first)
    assert 'before all others, but for "Registration", and' in " ".join(found.notes)


@pytest.mark.parametrize(
    ("title", "kind", "is_kept"),
    [
        ("Keynote: tides", "Talk", True),
        ("Charla plenaria", "Talk", True),
        ("Tides", "Plenary", True),
        ("Tides", "Talk", False),  # the last of its day
    ],
)
def test_a_plenary_that_is_alone_stays_so(
    tmp_path: Path, title: str, kind: str, is_kept: bool
) -> None:
    """By its title or its kind, where other hours use several rooms; nothing runs beside it."""
    alone = (title, kind, "A", "2026-06-11 14:00", "60")
    found = imported(tmp_path, alone)
    assert bool(exclusive(found)) is is_kept
    pins = [each.pin.start for each in found.instance.sessions if each.pin and each.pin.start]
    assert pins == [datetime(2026, 6, 11, 12, tzinfo=UTC)] * is_kept
    said = f"Nothing runs beside {title} (Thu 14:00). So that it stays so, there, its rows have "
    assert any(note.startswith(said) for note in found.notes) is is_kept
    assert not evaluate(found.instance, found.schedule).forbidden
    beside = ("Beside", "Talk", "B", "2026-06-11 14:30", "60")
    assert not exclusive(imported(tmp_path, alone, beside))
    (tmp_path / "older.yaml").write_text(imported(tmp_path).text, "utf-8")
    newer = imported(tmp_path, alone, base=tmp_path / "older.yaml")
    assert bool(exclusive(newer)) is is_kept
    (tmp_path / "older.yaml").write_text(
        found.text.replace("exclusive: true", "exclusive: false"), "utf-8"
    )
    assert not exclusive(imported(tmp_path, alone, base=tmp_path / "older.yaml"))


@pytest.mark.parametrize(
    ("clock", "rooms", "is_kept"),
    [
        ("09:00", "BC", True),  # three at once come later on its day
        ("09:00", "B", False),  # two do
        ("12:30", "BC", True),
        ("16:00", "BC", False),  # nothing comes later
    ],
)
def test_what_is_alone_between_many_stays_so(
    tmp_path: Path, clock: str, rooms: str, is_kept: bool
) -> None:
    """Whatever it is called: with three rooms in use nobody leaves it alone by chance."""
    crowd = [("C", "Talk", room, "2026-06-13 14:00", "60") for room in f"A{rooms}"]
    early = [("E", "Talk", room, "2026-06-13 11:00", "60") for room in "AB"]
    found = imported(tmp_path, *crowd, *early, ("Tides", "Talk", "A", f"2026-06-13 {clock}", "60"))
    assert ("tides" in exclusive(found)) is is_kept
    assert not evaluate(found.instance, found.schedule).forbidden


def test_what_else_is_alone_is_told_and_not_written(tmp_path: Path) -> None:
    """Unless most of it is: then nothing is said by it."""
    lunch = ("Déjeuner-débat", "Talk", "A", "2026-06-11 12:30", "60")
    found = imported(tmp_path, OPENING, CLOSING, lunch)
    assert exclusive(found) == {"ceremonie-douverture", "closing-session"}
    assert found.notes[-1] == (
        "Nothing runs beside Déjeuner-débat (Thu 12:30), while other hours use several rooms. "
        "Nothing keeps it so: where a session is for all, `exclusive: true` in its row would."
    )
    rows = [(f"Solo {hour}", "Talk", "A", f"2026-06-13 {hour}:00", "60") for hour in range(8, 22)]
    assert not [note for note in imported(tmp_path, *rows).notes if "beside" in note]


def rebased(folder: Path, found: Imported, before: str = "", after: str = "") -> Path:
    """Write an older instance, with a text in the place of another."""
    assert before in found.text
    base = folder / "base.yaml"
    base.write_text(found.text.replace(before, after) if before else found.text, "utf-8")
    return base


def test_a_newer_programme_keeps_it(tmp_path: Path) -> None:
    """With the kinds that are new; a new opening is in the place of an older one, one that is gone is not."""
    base = rebased(tmp_path, imported(tmp_path, OPENING, CLOSING))
    poster = ("Poster", "Poster", "B", "2026-06-11 12:00", "60")
    found = imported(tmp_path, OPENING, CLOSING, poster, base=base)
    assert orders(found)[0] == "- {first: [ceremonie-douverture], then: {kinds: [talk, poster]}}"
    assert not [note for note in found.notes if "alone" in note]
    found = imported(tmp_path, ("Opening", *OPENING[1:]), base=base)
    assert orders(found) == ["- {first: [opening], then: {kinds: [talk]}}"]
    assert exclusive(found) == {"opening"}
    told = f"first and alone in the programme. {KEPT['first']}"
    assert f"Opening, in place of {OPENING[0]}: {told}" in found.notes
    assert (
        "Closing session was last, and is gone: the line of `orders` goes with it. "
        "No other session is taken for it."
    ) in found.notes


def test_what_was_taken_out_by_hand_stays_out(tmp_path: Path) -> None:
    """It is told what would keep it so; an opening that is no longer first is told, too."""
    older = imported(tmp_path, OPENING)
    line = "  - {first: [ceremonie-douverture], then: {kinds: [talk]}}\n"
    base = rebased(tmp_path, older, f"orders:\n{line}", "")
    base.write_text(base.read_text("utf-8").replace(", exclusive: true", ""), "utf-8")
    found = imported(tmp_path, OPENING, base=base)
    assert (orders(found), exclusive(found)) == ([], set())
    assert (
        f"{OPENING[0]}: first and alone in the programme. Nothing in the older instance keeps it so: "
        f"`{line.strip('- ').strip()}` in `orders`, and `exclusive: true` in its row, would."
    ) in found.notes
    late = (OPENING[0], "Talk", "A", "2026-06-11 13:00", "60")
    found = imported(tmp_path, late, base=rebased(tmp_path, older))
    assert orders(found) == [line.strip()]
    assert (
        f"{OPENING[0]} is no longer first and alone in the programme, but `orders` and `exclusive` have it "
        "so: take out what need not be so."
    ) in found.notes


def test_what_is_last_and_alone_is_not_said_to_be_so_no_longer(tmp_path: Path) -> None:
    """Whatever it is called: an order made by hand has another session than one that is named a closing."""
    last = ("Reports", *CLOSING[1:])
    older = imported(tmp_path, last)
    order = "orders:\n  - {first: {kinds: [talk]}, then: [reports]}\n"
    base = rebased(tmp_path, older)
    base.write_text(f"{older.text}\n{order}", "utf-8")
    dinner = ("Dinner", "Social", "Foyer", "2026-06-12 19:00", "120")
    for more in ((), (dinner,)):
        found = imported(tmp_path, last, *more, base=base)
        assert not [each for each in found.notes if "no longer" in each]
    late = ("More", "Talk", "B", "2026-06-12 19:00", "60")
    found = imported(tmp_path, last, late, base=base)
    assert [each for each in found.notes if each.startswith("Reports is no longer last and alone")]


def test_a_keynote_beside_which_others_run_stays_where_it_is(tmp_path: Path) -> None:
    """Workshops run beside it; no two of them may come to be at once. Of two at once none is the one."""
    rows = [
        ("Keynote: On knots", "Talk", "D", "2026-06-11 10:00", "60"),
        ("Keynote: On sails", "Talk", "D", "2026-06-12 10:00", "60"),
        ("Keynote: On hulls", "Talk", "D", "2026-06-12 11:00", "60"),
        ("Keynote: On oars", "Talk", "E", "2026-06-12 11:00", "60"),
    ]
    found = imported(tmp_path, *rows)
    pinned = [each.title for each in found.instance.sessions if each.pin]
    assert pinned == ["Keynote: On knots", "Keynote: On sails"]
    assert not any(each.exclusive for each in found.instance.sessions)
    told = "Keynote: On knots (Thu 10:00), Keynote: On sails (Fri 10:00) stay where they are"
    assert any(each.startswith(told) for each in found.notes)


@pytest.mark.parametrize(
    ("start", "minutes", "stays"),
    [
        ("17:00", "180", True),
        ("20:00", "60", True),
        ("17:30", "45", False),  # hardly any of it is in the evening
        ("12:10", "480", False),  # begins at noon
    ],
)
def test_what_is_held_in_an_evening_on_its_own_stays_there(
    tmp_path: Path, start: str, minutes: str, *, stays: bool
) -> None:
    """An award is not moved to another afternoon to spare its evening."""
    found = imported(tmp_path, ("Award of the year", "Talk", "A", f"2026-06-11 {start}", minutes))
    pinned = [each.title for each in found.instance.sessions if each.pin]
    assert pinned == (["Award of the year"] if stays else [])


def test_talks_that_run_on_into_an_evening_may_move(tmp_path: Path) -> None:
    """One after the other: the last of them is alone, and no event of its own."""
    late = [(f"Late {hour}", "Talk", "A", f"2026-06-11 {hour}:00", "60") for hour in range(12, 20)]
    found = imported(tmp_path, *late)
    assert not any(each.pin for each in found.instance.sessions)
