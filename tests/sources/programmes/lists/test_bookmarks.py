"""Bookmarks and registrations: who wants to see what becomes audiences; who it is does not stay."""

import random
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.sources import read_instance
from scheduler.sources.programmes.lists import import_bookmarks
from scheduler.sources.programmes.lists.bookmarks import MOST_PAIRS
from scheduler.sources.tables import Imported
from tests.conference import conference, placed, session

GOOD = """person,session
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


def taken(folder: Path, instance: Instance, content: str | bytes = GOOD) -> Imported:
    """Return what is made of bookmarks."""
    path, base = folder / "bookmarks.csv", folder / "base.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    base.write_text(instance.model_dump_json(exclude_unset=True, by_alias=True), "utf-8")
    return import_bookmarks(path, base)


def pairs(instance: Instance) -> dict[tuple[str, ...], int]:
    """Return how many want to see the sessions of each audience."""
    return {each.sessions.sessions: each.people for each in instance.audiences}


def test_a_pair_that_somebody_has_marked_is_an_audience(tmp_path: Path) -> None:
    """By id or title; what is at once is counted for each person of `audience_overlap`."""
    instance = taken(tmp_path, small()).instance
    assert pairs(instance) == {
        ("opening", "oak"): 2,
        ("opening", "birds"): 1,
        ("oak", "birds"): 1,
    }
    apart = placed(instance, opening="Mon 09:00 A", oak="Mon 10:00 B", birds="Mon 11:00 A")
    assert not evaluate(instance, apart).total("audience_overlap").amount
    half = placed(instance, opening="Mon 09:00 A", oak="Mon 09:30 B", birds="Mon 11:00 A")
    assert evaluate(instance, half).total("audience_overlap").amount == 60  # 30 min, 2 persons


def test_who_they_are_is_not_kept(tmp_path: Path) -> None:
    """Neither in the file nor in what is said, even if something is wrong."""
    found = taken(tmp_path, small(), f"{GOOD}canary-ada@x.example,x\n")
    assert "canary" not in found.text + "".join(found.notes)
    for content in (f"{GOOD}canary-ada@x.example,\n", f"{GOOD},oak\n"):
        with pytest.raises(InstanceError) as error:
            taken(tmp_path, small(), content)
        assert "canary" not in str(error.value)


def test_newer_bookmarks_replace_older_ones(tmp_path: Path) -> None:
    """Audiences made by hand stay."""
    press = {"id": "press", "people": 9, "sessions": {"sessions": ["oak"]}}
    first = taken(tmp_path, small(audiences=[press]))
    again = taken(tmp_path, first.instance, "person,session\na,oak\na,birds\n")
    assert pairs(again.instance) == {("oak",): 9, ("oak", "birds"): 1}


def test_pairs_are_counted_as_one_would_count_them(tmp_path: Path) -> None:
    """Of random bookmarks; neither the order of rows nor rows that come again matter."""
    for seed in range(5):
        draw = random.Random(seed)
        ids = ("opening", "oak", "birds")
        rows = {(f"p{draw.randrange(30)}", draw.choice(ids)) for _ in range(60)}
        expected: Counter[tuple[str, ...]] = Counter()
        for person in {each for each, _ in rows}:
            expected.update(combinations([id_ for id_ in ids if (person, id_) in rows], 2))
        texts = []
        for _ in range(2):
            lines = [f"{person};{id_}" for person, id_ in draw.sample(sorted(rows), len(rows))]
            found = taken(tmp_path, small(), "\n".join(["person;session", *lines, lines[0]]))
            assert pairs(found.instance) == expected
            texts.append(found.text)
        assert texts[0] == texts[1]


@pytest.mark.slow
def test_the_pairs_of_most_persons_are_taken(tmp_path: Path) -> None:
    """As many as there may be; how many are not is told."""
    names = [f"s{each}" for each in range(64)]  # 64 * 63 / 2 = 2016 pairs
    instance = conference(*map(session, names), name="large")
    lines = [f"a,{name}" for name in names] + [f"b,{name}" for name in names[-2:]]
    found = taken(tmp_path, instance, "\n".join(["person,session", *lines]))
    assert len(found.instance.audiences) == MOST_PAIRS
    assert pairs(found.instance)["s62", "s63"] == 2
    assert "16 pairs" in found.notes[-1]


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    """Its first sheet; numbers are names as well, and the base stays as it is."""
    workbook = Workbook()
    for row in (["Person", "Session"], [17, "oak"], [17, "birds"], [18, "oak"]):
        workbook.worksheets[0].append(row)
    workbook.save(tmp_path / "b.xlsx")
    taken(tmp_path, small())
    found = import_bookmarks(tmp_path / "b.xlsx", tmp_path / "base.yaml")
    assert pairs(found.instance) == {("oak", "birds"): 1}
    assert read_instance(tmp_path / "base.yaml") == small()


def test_what_is_wrong_is_told_with_its_cell(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """What was found and what was expected."""
    told = {}
    for content in (
        b"",
        b"track,session\na,oak\n",
        b"<html>",
        b"person,session\n",
        b"person,session\na,okk\n",
        b"person,session\n,oak\n",
        b"person,session\na,oak\nb,\n",
        GOOD.encode("utf-16"),
        b'person,session\na,"oak\n',
    ):
        with pytest.raises(InstanceError) as error:
            taken(tmp_path, small(), content)
        told[str(content[:40])] = str(error.value).replace(f"{tmp_path}/", "")
    assert told == snapshot
