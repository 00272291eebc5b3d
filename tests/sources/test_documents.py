"""Files that are broken as a whole: each ends in a sentence with the line, never in a traceback.

And where facts stand in a file, and what text is written for a file.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.sources import nodes, read_instance, read_instance_text, read_lines
from scheduler.sources.documents import document, resolved
from scheduler.sources.nodes import data_of
from scheduler.sources.yaml_text import WIDTH, yaml_of
from scheduler.storage import LARGEST_FILE
from tests.sources.files import VALID, changed, troubles

PIN = "2021-11-08T09:00[Africa/Addis_Ababa]"
BOMB = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)

BROKEN: dict[str, str | bytes] = {
    "empty": "",
    "only a comment": "# nothing\n",
    "a list": "- a\n",
    "a word": "hello\n",
    "an empty document": "---\n",
    "two documents": f"{VALID}---\nname: x\n",
    "tabs": "name: x\nrooms:\n\t- id: a\n",
    "a bracket left open": changed("bands: [morning]}", "bands: [morning}"),
    "a colon in a text": changed("title: Opening", "title: Opening: at last"),
    "a bad indentation": changed("    title: Opening", "   title: Opening"),
    "a time without quotes": changed(f'{{start: "{PIN}"', f"{{start: {PIN}"),
    "an alias without an anchor": "a: *b\n",
    "an alias inside of itself": "a: &a\n  - *a\n",
    "an explosion of aliases": BOMB,
    "a list as a key": "? [a]\n: b\n",
    "too deep": "a:\n " + "[" * 60 + "]" * 60,
    "much too deep": "a:\n " + "[" * 100_000,
    "deep through aliases": "a: &a " + "[" * 25 + "]" * 25 + "\nb:\n " + "[" * 20 + "*a" + "]" * 20,
    "not UTF-8": b"name: x\ntitle: caf\xe9\n",
    "UTF-16": "name: x".encode("utf-16"),
    "binary": b"MZ\x03\x04",
    "a workbook": b"PK\x03\x04 xl/workbook.xml",
    "an archive": b"PK\x03\x04",
    "an unknown directive": "%YAML 9.9\n---\na: b\n",
}


def test_a_broken_file_ends_in_a_sentence(snapshot: SnapshotAssertion) -> None:
    """The one complaint says the line, and what is wrong there."""
    told = {case: troubles(content) for case, content in BROKEN.items()}
    assert all(len(each) == 1 for each in told.values())
    assert told == snapshot


@pytest.mark.parametrize("text", ["title: 'Côte d''Ivoire'\n", 'title: "Côte d\'Ivoire"\n'])
def test_an_apostrophe_as_the_hint_says(text: str) -> None:
    """Written either way, the title is read."""
    instance = read_instance_text(f"{VALID}{text}".encode(), "x.yaml")
    assert instance.title == "Côte d'Ivoire"


def test_a_solution_is_no_instance() -> None:
    """One line says so, whatever else the file lacks; a stray key does not make a solution."""
    words = "found a solution file, expected an instance file."
    content = '{"format": 1, "instance": "tiny", "schedule": []}'
    assert troubles(content, "x.json") == (f"x.json:1: {words}",)
    assert words not in troubles(f"{VALID}schedule: []\n")[0]


def test_a_broken_json_file_ends_in_a_sentence(snapshot: SnapshotAssertion) -> None:
    """A name that ends in .json means JSON, with lines all the same."""
    files = (
        *('{\n"name": "x"\n"grid": 15}', '{"a": NaN}', '{"name": "x",\n "name": "y"}'),
        *('{"name":\n "\\ud800"}', "[" * 100_000, "[" * 60 + "]" * 60, "", " \n"),
        '{"grid": ' + "9" * 5000 + "}",
    )
    assert {each[:40]: troubles(each, "x.json")[-1] for each in files} == snapshot


def test_json_with_tabs_and_escapes_is_read() -> None:
    """What a JSON file says is what the YAML file says, however it is indented."""
    instance = read_instance_text(VALID.encode(), "x.yaml")
    tables = json.loads(instance.model_dump_json(by_alias=True)) | {"title": "Café 😀"}
    content = json.dumps(tables, indent="\t").encode()
    assert b"\\ud83d\\ude00" in content
    assert read_instance_text(content, "x.json").title == "Café 😀"


def test_a_byte_order_mark_and_windows_lines_are_fine() -> None:
    """Editors on other systems may write both."""
    content = b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode()
    assert read_instance_text(content, "x.yaml").name == "tiny"


def test_an_anchor_repeats_what_it_names() -> None:
    """Plain aliases are read, and what is wrong with one is said once for each use."""
    text = changed("windows: [{days: [2021-11-08]}]", "windows: &w [{days: [2021-11-08]}]")
    text = text.replace("    remote: {suva: 5}", "    preferred: *w")
    instance = read_instance_text(text.encode(), "x.yaml")
    assert instance.sessions[1].preferred == instance.sessions[0].windows


def test_as_many_values_as_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Allowed are ten: the mapping, its key, the list and seven in it; one more is too many."""
    monkeypatch.setattr(nodes, "MOST_VALUES", 10)
    assert "more than" not in troubles("a: [1, 2, 3, 4, 5, 6, 7]")[0]
    assert "more than 10 values" in troubles("a: [1, 2, 3, 4, 5, 6, 7, 8]")[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("09:30", "09:30"),
        ("2021-11-08", "2021-11-08"),
        ("1_000", "1_000"),
        ("True", True),
        ("~", None),
        ("", None),
        ("-3", -3),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("1000000000", 1_000_000_000),
        ("1000000001", "1000000001"),
        (".inf", ".inf"),
        ("1e999", "1e999"),
        ("٣", "٣"),
    ],
)
def test_words_without_quotes(text: str, value: object) -> None:
    """They mean what the core schema of YAML 1.2 says."""
    assert resolved(text) == value
    assert type(resolved(text)) is type(value)


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    """A missing file, a folder, an impossible name and a file without end are errors of input."""
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    for path, words in {
        tmp_path / "missing.yaml": "missing.yaml: there is no such file.",
        tmp_path: "is a folder. Give the name of a file.",
        tmp_path / "a\0b": "cannot be read: ",
        tmp_path / ("n" * 300): "cannot be read: ",
        large: "large.yaml: is larger than 20 MB.",
    }.items():
        for reading in (read_instance, read_lines):
            with pytest.raises(InstanceError) as caught:
                reading(path)
            assert words in str(caught.value)


def _titled(text: str) -> str:
    return changed("title: Opening\n", f"title: Opening\n    description: {json.dumps(text)}\n")


def test_line_breaks_of_windows_are_read_in_texts() -> None:
    """As in CSV; a lone carriage return is one of old Macs, and other controls are still refused."""
    for written in ("One.\r\nTwo.\r\n", "One.\rTwo."):
        instance = read_instance_text(_titled(written).encode(), "x.yaml")
        assert instance.sessions[0].description == "One.\nTwo."
    (said,) = troubles(_titled("One.\x0bTwo."))
    assert "found the control character U+000B" in said


@pytest.mark.parametrize("zone", ["UTC", "GMT", "Etc/UTC", "Etc/GMT"])
def test_utc_has_several_names(zone: str) -> None:
    """It is kept under one, whatever the file says; in instants as well."""
    read = read_instance_text(VALID.replace("Africa/Addis_Ababa", zone).encode(), "x.yaml")
    assert read.zone.key == "UTC"
    pin = read.sessions[0].pin
    assert pin is not None
    assert pin.start == datetime(2021, 11, 8, 9, tzinfo=UTC)


def test_what_is_written_is_read() -> None:
    """Words, numbers, texts that look like something else, and long rows."""
    tables = {
        "name": "true",
        "number": 7,
        "texts": [
            {"text": text}
            for text in ("Null", "7", "a: b", "Côte d'Ivoire", "7-1", "a -b", "a\u2028b\x85c")
        ],
        "rows": [{"people": {"chair": [f"person-{number}" for number in range(40)]}, "last": True}],
        "levels": {
            "one": 0.5,
            "two": {"items": {f"item-{number}": "hard" for number in range(40)}},
        },
    }
    text = yaml_of(tables, ["Head", ""])
    assert text.startswith("# Head\n#\nname: ")
    assert data_of(document(text.encode(), is_json=False)) == tables


def test_long_rows_are_broken() -> None:
    """No line is wider than it should be, and none ends with a space."""
    row = {"first": "x" * 60, "second": ["y" * 20] * 9, "third": "z" * 60}
    lines = yaml_of({"rows": [row]}, []).splitlines()
    assert len(lines) > 5
    assert all(len(line) <= WIDTH and line == line.rstrip() for line in lines)


def test_an_empty_list_in_a_long_row_is_written_whole() -> None:
    """Wherever the line ends, before it or within it."""
    for length in range(60, 110):
        row = {"id": "a", "title": "x" * length, "closures": [], "parts": ["b"], "layouts": {}}
        text = yaml_of({"rooms": [row]}, [])
        assert data_of(document(text.encode(), is_json=False)) == {"rooms": [row]}, length


TEXT = """\
name: small
rooms:
  - {id: A, capacity: 10}
  - id: B
    capacity: 20
    closures:
      - {days: [2021-11-08]}
orders:
  - {first: [a], then: [b]}
levels:
  room_waste: off
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("rooms",), 2),
        (("rooms", "A"), 3),
        (("rooms", "B"), 4),
        (("rooms", "B", "capacity"), 5),
        (("rooms", "B", "closures"), 6),
        (("rooms", "B", "turnaround"), 4),
        (("rooms", "C"), 2),
        (("orders", 0, "at_least"), 9),
        (("orders", 1), 8),
        (("levels", "room_waste"), 11),
        (("people", "ada"), 1),
    ],
)
def test_a_fact_stands_where_it_is_written_or_could_be(
    path: tuple[str | int, ...], line: int, tmp_path: Path
) -> None:
    """A field that is not said stands with its row, a row that is not there with its table."""
    file = tmp_path / "small.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert read_lines(file).where(path) == f"{file}:{line}"


def test_a_level_that_is_missing_has_the_name_of_its_table(tmp_path: Path) -> None:
    """The first line of a file without levels has nothing to do with them."""
    file = tmp_path / "small.yaml"
    for text, where in (
        (TEXT, f"{file}:10, levels"),
        (TEXT.partition("levels:")[0], f"{file}, levels"),
    ):
        file.write_text(text, encoding="utf-8")
        assert read_lines(file).where(("levels", "late_hours")) == where


def test_what_a_variant_changes_stands_in_the_variant(tmp_path: Path) -> None:
    """And the rest where it stood."""
    base, variant = tmp_path / "small.yaml", tmp_path / "larger.yaml"
    base.write_text(TEXT, encoding="utf-8")
    variant.write_text(
        "extends: small.yaml\nname: larger\nchanges:\n  - change: {rooms: {B: {capacity: 30}}}\n",
        encoding="utf-8",
    )
    lines = read_lines(variant)
    assert lines.where(("rooms", "B", "capacity")) == f"{variant}:4"
    assert lines.where(("rooms", "B", "closures")) == f"{base}:6"
