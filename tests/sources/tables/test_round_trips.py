"""What is written as tables and imported again is the same instance, whatever program has saved it."""

import io
import json
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.instance import Instance, remote_of
from scheduler.sources import fingerprint, read_instance, read_instance_text
from scheduler.sources.tables import import_tables, template, workbook_of
from scheduler.sources.tables.columns import tables
from scheduler.sources.tables.workbooks import plain
from tests.agreement.random_conferences import random_conference
from tests.sampling import TIMES
from tests.sources.tables.books import book, complaints, written

INSTANCES = Path(__file__).parents[3] / "instances"
SHIPPED = ("tiny", "ministerial-day", "wtdc21-addis")
SAVED = "saved by a spreadsheet program"


@pytest.mark.parametrize(
    "name",
    [
        "tiny",
        pytest.param("ministerial-day", marks=pytest.mark.slow),
        pytest.param("wtdc21-addis", marks=pytest.mark.slow),
    ],
)
def test_tables_come_back_as_they_were(tmp_path: Path, name: str) -> None:
    """Equal fingerprints, on top of what was there, which says what no cell can hold."""
    base = INSTANCES / f"{name}.yaml"
    book_ = written(tmp_path / "tables.xlsx", template(base))
    expected = fingerprint(read_instance(base))
    found = import_tables([book_], base)
    assert fingerprint(found.instance) == expected
    assert fingerprint(read_instance_text(found.text.encode(), "tables.yaml")) == expected


def test_each_column_has_a_note_that_says_how_it_is_written(snapshot: SnapshotAssertion) -> None:
    """What it means, whether it is needed, and how it is written."""
    sheet = load_workbook(io.BytesIO(template(None, ["themes"])))["sessions"]
    notes = {cell.value: cell.comment.text for cell in sheet[1] if cell.comment}
    assert list(notes)[:4] == ["id", "title", "kind", "body"]
    assert notes["duration"] == snapshot
    assert notes["themes"] == snapshot


def test_what_no_cell_can_hold_is_known() -> None:
    """Whatever the format gains; no two columns of a table are taken for each other."""
    assert {name: table.nested for name, table in tables().items() if table.nested} == {
        "not_beside": ("groups", "tracks"),
        "sessions": ("labels", "panel"),
        "items": ("documents",),
        "teams": ("absences",),
    }
    for table in tables().values():
        names = [plain(column.name) for column in table.columns]
        assert len(names) == len(set(names))


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    """On the way out and on the way back."""
    base = tmp_path / "base.yaml"
    text = import_tables([book(tmp_path / "plan.xlsx")]).text
    base.write_text(text.replace("title: Opening", 'title: "=1+1\\u2028\\"x\\""'), encoding="utf-8")
    found = import_tables([written(tmp_path / "tables.xlsx", template(base))], base)
    assert found.instance.sessions[0].title == '=1+1\u2028"x"'
    assert fingerprint(found.instance) == fingerprint(read_instance(base))


def test_tables_take_the_place_of_those_of_the_base(tmp_path: Path) -> None:
    """The others stay, and what refers to a row that is gone is told with its line."""
    plan = book(tmp_path / "all.xlsx")
    base = tmp_path / "base.yaml"
    base.write_text(
        import_tables([plan]).text + "orders:\n  - {first: [opening], then: [talk]}\n", "utf-8"
    )
    head = ("id", "title", "kind", "duration")
    rest = {"conference": (), "kinds": (), "rooms": ()}
    more = book(
        tmp_path / "more.xlsx",
        sessions=(head, ("opening", "Opening", "meeting", 90), ("talk", "Talk", "meeting", 45)),
        **rest,
    )
    found = import_tables([more], base).instance
    assert [str(each.duration) for each in found.sessions] == ["1:30:00", "0:45:00"]
    assert found.rooms == read_instance(base).rooms
    fewer = book(
        tmp_path / "fewer.xlsx", sessions=(head, ("opening", "Opening", "meeting", 90)), **rest
    )
    line = len(base.read_text("utf-8").splitlines())
    assert complaints(tmp_path, fewer, base=base) == [
        (
            f'base.yaml:{line}: orders[1].then[1]: found "talk", expected the id of a session in `sessions`. '
            "Known: opening."
        )
    ]


def test_a_sheet_without_rows_takes_nothing_away(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Of a template that was filled in by half; it is told."""
    base = tmp_path / "base.yaml"
    base.write_text(import_tables([book(tmp_path / "all.xlsx")]).text, "utf-8")
    found = import_tables([book(tmp_path / "half.xlsx", rooms=(("id", "capacity"),))], base)
    assert [room.id for room in found.instance.rooms] == ["hall"]
    assert [note.replace(f"{tmp_path}/", "") for note in found.notes] == snapshot


def test_a_base_that_is_wrong_is_told(tmp_path: Path) -> None:
    """Before a template is made of it, and beside what is wrong with tables."""
    base = tmp_path / "base.yaml"
    with pytest.raises(InstanceError, match=r"base\.yaml: there is no such file\."):
        template(base)
    base.write_text("format: 1\ngrid: 0\n", "utf-8")
    with pytest.raises(InstanceError, match=r"base\.yaml:2: grid: found 0"):
        template(base)
    plan = book(tmp_path / "plan.xlsx", rooms=(("id", "capacity"), ("hall", 0)))
    told = [line.partition(": found")[0] for line in complaints(tmp_path, plan, base=base)]
    assert told[:2] == ["base.yaml:2: grid", "plan.xlsx: rooms!B2: rooms[hall].capacity"]


RARE = (1036, 1037, 1050)
"""Seeds whose conferences each have cells of a sort that those before have not: of a column that is empty in
them, or with nothing, one, or several in it, in brief or in full. Of two hundred, no other has."""
MANY = sorted({*range(1000, 1005 + 200 * (TIMES - 1)), *RARE})
"""Seeds."""


def values_of(instance: Instance, *, brief: bool) -> dict[str, object]:
    """Return the fields of an instance as a file has them, with or without those that say the default."""
    text = instance.model_dump_json(by_alias=True, exclude_unset=brief)
    found: dict[str, object] = json.loads(text)
    return found


def come_back(folder: Path, seed: int, *, brief: bool) -> None:
    """Assert that a conference at random comes back from its workbook, in brief or in full."""
    instance = random_conference(Random(seed))
    values = values_of(instance, brief=brief)
    base = written(folder / "base.json", json.dumps(values).encode())
    book_ = written(folder / "tables.xlsx", workbook_of(values))
    assert import_tables([book_], base).instance == instance, seed


@pytest.mark.slow
def test_many_conferences_come_back(tmp_path: Path) -> None:
    """With every table, on top of their files, half of them in brief and half in full."""
    for seed in MANY:
        come_back(tmp_path, seed, brief=seed % 2 == 0)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_may_save_it_in_between(tmp_path: Path) -> None:
    """LibreOffice: the shipped instances; its lists drop down afterwards as before."""
    for name in SHIPPED:
        written(tmp_path / f"{name}.xlsx", template(INSTANCES / f"{name}.yaml"))
    saved = tmp_path / SAVED
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    files = sorted(map(str, tmp_path.glob("*.xlsx")))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved), *files],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name in SHIPPED:
        base = INSTANCES / f"{name}.yaml"
        assert import_tables([saved / f"{name}.xlsx"], base).instance == read_instance(base), name
    lists = load_workbook(saved / "tiny.xlsx")["sessions"].data_validations.dataValidation
    assert any("kinds" in str(each.formula1) for each in lists)


FORUM = """name: forum
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-08
topic_lock: 2021-09-01
schedule_lock: 2021-10-15
day_profiles:
  - {id: day, weekdays: [monday], bands: [{id: morning, from: "09:00", to: "12:00"}]}
kinds:
  - {id: talk, bands: [morning], integrated: true, remote: {suva: 5}, uses: {crew: 1}}
rooms: [{id: hall, capacity: 100}]
regions: [{id: asp}]
sites: [{id: suva, region: asp, zone: Pacific/Fiji}]
resources: [{id: crew, count: 1}]
person_classes: [{id: minister}]
people: [{id: ada}]
bodies: [{id: com3}]
sessions:
  - id: skills
    title: Skills
    kind: talk
    duration: 60
    remote: {}
    output: "A list, for COM 3"
    audience: Ministers; and those who teach
    invited: {classes: [minister], people: [ada], bodies: [com3], others: "Heads of institutes, and others"}
  - {id: maps, title: Maps, kind: talk, duration: 60, remote: {suva: 1}, uses: {}}
  - {id: nets, title: Nets, kind: talk, duration: 60, labels: {sector: [sea, air], tool: []},
     numbers: {marks: 3}}
  - {id: tides, title: Tides, kind: talk, duration: 60, labels: {sector: [health]}}
tracks:
  - {id: coast, sessions: {sessions: [nets]}, places: {nets: 2}}
  - {id: sea, sessions: {sessions: [tides]}}
not_beside:
  - {id: listed, groups: [[nets, tides], [skills, maps, nets]]}
  - {id: wholes, tracks: [[coast, sea]], by: half_day}
  - {id: selected, sessions: {tracks: [coast]}, others: {sessions: [skills]}}
relations:
  - {id: all, wanted: one_day, share: [sector, people], differ: marks}
  - {id: some, wanted: in_order, sessions: [tides, nets]}
  - {id: talks, wanted: pause, pause: 0, sessions: {kinds: [talk], tracks: [sea]}}
time_features: [{feature: early, windows: [{days: [2021-11-08], to: "10:00"}], kinds: [talk]}]
feature_wishes: [{id: rested, time: early, unwanted: true, people: [ada], sessions: {tracks: [sea]}}]
preferences: [{id: there, tracks: [sea], rooms: [hall], rate: 3}]
untimed:
  - {id: kenya, title: Statement, kind: talk, body: com3, themes: [climate], summary: On heat,
     published: {address: "https://example.org/kenya", document: INF/12}}
"""
"""What no conference at random has: invitations, items without a time, locks, tracks kept apart."""


def test_what_no_conference_at_random_has_comes_back(tmp_path: Path) -> None:
    """Also remote places of kinds, and none instead of them."""
    base = written(tmp_path / "base.yaml", FORUM.encode())
    found = import_tables([written(tmp_path / "tables.xlsx", template(base))], base)
    assert found.instance == read_instance(base)
    assert fingerprint(found.instance) == fingerprint(read_instance(base))
    remote = [dict(remote_of(found.instance, each)) for each in found.instance.sessions]
    assert remote == [{}, {"suva": 1}, {"suva": 5}, {"suva": 5}]
