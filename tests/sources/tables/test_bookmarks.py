"""Bookmarks and registrations: who wants to see what becomes audiences; who it is does not stay."""

import random
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from scheduler.errors import InstanceError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.sources import read_instance
from scheduler.sources.tables import Imported, import_bookmarks
from scheduler.sources.tables.bookmarks import MOST_PAIRS
from tests.conference import conference, placed, session

GOOD = """email,talk
canary-ada@x.example,opening
canary-ada@x.example,Oak and ash
canary-bob@x.example,oak
canary-bob@x.example,opening
canary-bob@x.example,birds
canary-eve@x.example,birds
"""


def small(**tables: Any) -> Instance:
    """Return a conference of three sessions that may be at once."""
    sessions = session("opening"), session("oak", title="Oak and ash"), session("birds")
    rooms = [{"id": each, "capacity": 100} for each in "ABC"]
    return conference(*sessions, name="small", **({"rooms": rooms} | tables))


def written(folder: Path, instance: Instance, content: str | bytes = GOOD) -> tuple[Path, Path]:
    """Write bookmarks and an instance."""
    path, base = folder / "bookmarks.csv", folder / "base.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    base.write_text(instance.model_dump_json(exclude_unset=True, by_alias=True), "utf-8")
    return path, base


def taken(folder: Path, instance: Instance, content: str | bytes = GOOD) -> Imported:
    """Return what is made of bookmarks."""
    return import_bookmarks(*written(folder, instance, content))


def pairs(instance: Instance) -> dict[tuple[str, ...], int]:
    """Return how many want to see the sessions of each audience."""
    return {each.sessions.sessions: each.people for each in instance.audiences}


def test_a_pair_that_somebody_has_marked_is_an_audience(tmp_path: Path) -> None:
    """By id or title; one whom nobody else has marked with another is in none."""
    found = taken(tmp_path, small())
    assert pairs(found.instance) == {
        ("opening", "oak"): 2,
        ("opening", "birds"): 1,
        ("oak", "birds"): 1,
    }
    assert found.notes == ("6 bookmarks of 3 persons for 3 sessions: 3 audiences.",)
    assert [each.id for each in found.instance.audiences] == [
        "bookmarks-1",
        "bookmarks-2",
        "bookmarks-3",
    ]


def test_what_is_at_once_is_counted_for_each_person(tmp_path: Path) -> None:
    """By `audience_overlap`: an hour, of which half is at once, for the two who have marked both."""
    instance = taken(tmp_path, small()).instance
    apart = placed(instance, opening="Mon 09:00 A", oak="Mon 10:00 B", birds="Mon 11:00 A")
    assert not evaluate(instance, apart).total("audience_overlap").amount
    half = placed(instance, opening="Mon 09:00 A", oak="Mon 09:30 B", birds="Mon 11:00 A")
    assert evaluate(instance, half).total("audience_overlap").amount == 60  # 30 min, 2 persons


def test_who_they_are_is_not_kept(tmp_path: Path) -> None:
    """Neither in the file nor in what is said, even if something is wrong."""
    found = taken(
        tmp_path, small(), f"{GOOD}canary-ada@x.example,opening\ncanary-ada@x.example,x\n"
    )
    assert "canary" not in found.text + "".join(found.notes)
    assert found.notes[:2] == (
        '1 row of sessions that the instance does not have: "x".',
        "1 row repeats another: counted once.",
    )
    for content in (f"{GOOD}canary-ada@x.example,\n", f"{GOOD},oak\n"):
        with pytest.raises(InstanceError) as error:
            taken(tmp_path, small(), content)
        assert "canary" not in str(error.value)


def test_newer_bookmarks_replace_older_ones(tmp_path: Path) -> None:
    """Audiences made by hand stay."""
    press = {"id": "press", "people": 9, "sessions": {"sessions": ["oak"]}}
    first = taken(tmp_path, small(audiences=[press]))
    (tmp_path / "base.yaml").write_text(first.text, "utf-8")
    (tmp_path / "bookmarks.csv").write_text("who,what\na,oak\na,birds\n", "utf-8")
    again = import_bookmarks(tmp_path / "bookmarks.csv", tmp_path / "base.yaml")
    assert pairs(again.instance) == {("oak",): 9, ("oak", "birds"): 1}
    assert again.notes[-1] == "Replaced: 3 audiences of older bookmarks."


def test_pairs_are_counted_as_one_would_count_them(tmp_path: Path) -> None:
    """Of random bookmarks; the order of rows does not matter."""
    for seed in range(5):
        draw = random.Random(seed)
        ids = ("opening", "oak", "birds")
        rows = {(f"p{draw.randrange(30)}", draw.choice(ids)) for _ in range(60)}
        expected: Counter[tuple[str, ...]] = Counter()
        for person in {each for each, _ in rows}:
            mine = [id_ for id_ in ids if (person, id_) in rows]
            expected.update(combinations(mine, 2))
        texts = []
        for _ in range(2):
            lines = [f"{person};{id_}" for person, id_ in draw.sample(sorted(rows), len(rows))]
            found = taken(tmp_path, small(), "\n".join(["user;event", *lines]))
            assert pairs(found.instance) == expected
            texts.append(found.text)
        assert texts[0] == texts[1]


@pytest.mark.slow
def test_the_pairs_of_most_persons_are_taken(tmp_path: Path) -> None:
    """As many as there may be; how much they cover is told."""
    number = 64  # 64 * 63 / 2 = 2016 pairs
    names = [f"s{each}" for each in range(number)]
    instance = conference(*map(session, names), name="large")
    lines = [f"a,{name}" for name in names] + [f"b,{name}" for name in names[-2:]]
    found = taken(tmp_path, instance, "\n".join(["person,session", *lines]))
    assert len(found.instance.audiences) == MOST_PAIRS
    assert pairs(found.instance)["s62", "s63"] == 2
    assert found.notes[-1] == (  # 2001 / 2017
        "Of 2,016 pairs of sessions, the 2,000 with most persons are taken: 99% of all that persons have "
        "marked together."
    )


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    """Its first sheet in which something stands; numbers are names as well."""
    workbook = Workbook()
    for row in (["Ticket", "Session"], [17, "oak"], [17, "birds"], [18, "oak"]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "b.xlsx")
    base = written(tmp_path, small())[1]
    found = import_bookmarks(tmp_path / "b.xlsx", base)
    assert pairs(found.instance) == {("oak", "birds"): 1}
    assert read_instance(base) == small()


HEADINGS = "expected the columns `session` and `person`."
DAMAGES = {
    "empty": (b"", f": found nothing in it, {HEADINGS}"),
    "blank": (b" \n\n", f": found nothing in it, {HEADINGS}"),
    "no headings": (
        GOOD.partition("\n")[2].encode(),
        f': A1: found the headings "canary-ada@x.example", "opening", {HEADINGS}',
    ),
    "one column": (b"email\na\n", f': A1: found the headings "email", {HEADINGS}'),
    "no persons": (b"track,talk\na,oak\n", f': A1: found the headings "track", "talk", {HEADINGS}'),
    "no sessions": (b"email,n\na,1\n", f': A1: found the headings "email", "n", {HEADINGS}'),
    "JSON": (b'{"a": 1}', f': A1: found the headings "{{"a": 1}}", {HEADINGS}'),
    "a page": (b"<html>", f': A1: found the headings "<html>", {HEADINGS}'),
    "headings alone": (
        b"email,talk\n",
        ": found no rows, expected ids or titles of sessions of small.",
    ),
    "unknown sessions alone": (
        b"email,talk\na,okk\n",
        ': found "okk", expected ids or titles of sessions of small. Maybe "oak"?',
    ),
    "a person that is missing": (
        b"email,talk\n,oak\n",
        ": A2: person: found nothing, expected the person.",
    ),
    "a session that is missing": (
        b"email,talk\na,oak\nb,\n",
        ": B3: session: found nothing, expected the session.",
    ),
    "UTF-16": (
        GOOD.encode("utf-16"),
        ": found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.",
    ),
    "a byte of 0": (
        b"email,talk\na,o\0k\n",
        ": found UTF-16, or bytes of 0, expected text. Save it as CSV in UTF-8.",
    ),
    "a quote that never ends": (
        b'email,talk\na,"oak\n',
        ": cannot be read as CSV: unexpected end of data.",
    ),
    "a workbook": (
        b"PK\x03\x04\xff\x81",
        ": is not text in UTF-8. Save it as CSV in UTF-8.",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_wrong_is_told(tmp_path: Path, name: str) -> None:
    """File and cell, what was found and what was expected."""
    content, said = DAMAGES[name]
    with pytest.raises(InstanceError) as error:
        taken(tmp_path, small(), content)
    assert [each.replace(f"{tmp_path}/", "") for each in error.value.troubles] == [
        f"bookmarks.csv{said}"
    ]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (GOOD.replace("canary-eve", "Zoë").encode("cp1252"), "read as Windows-1252"),
        (f"{GOOD}a,{'x' * 200}\n".encode(), 'does not have: "xxx'),
        (f"{GOOD}a,oak\na,oak\n".encode(), "1 row repeats another"),
        (GOOD.replace("email,talk", "Email , TALK ").encode(), "6 bookmarks of 3 persons"),
        (f"\ufeff{GOOD}".encode(), "6 bookmarks of 3 persons"),
        (GOOD.replace("\n", "\r\n").encode(), "6 bookmarks of 3 persons"),
    ],
)
def test_what_is_harmless_is_taken_and_told(tmp_path: Path, content: bytes, note: str) -> None:
    """Another encoding, sessions that are gone, rows again."""
    assert any(note in each for each in taken(tmp_path, small(), content).notes)


def test_rows_that_are_wrong_are_told_to_a_limit(tmp_path: Path) -> None:
    """All of a hundred thousand would help nobody."""
    with pytest.raises(InstanceError) as error:
        taken(tmp_path, small(), "email,talk\n" + ",oak\n" * 1000)
    assert error.value.troubles[-1] == "and 950 more."
    assert len(error.value.troubles) == 51
