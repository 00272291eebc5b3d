"""Files that are broken as a whole: each ends in a sentence with the line, never in a traceback."""

import json
from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.sources import nodes, read_instance, read_instance_text
from scheduler.sources.documents import resolved
from scheduler.sources.nodes import DEEPEST
from scheduler.storage.content import LARGEST_FILE
from tests.sources.files import VALID, changed, troubles

BOMB = "a: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 30)
)

# The file, and how its only complaint begins.
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "x.yaml: is empty."),
    "only a comment": ("# nothing\n", "x.yaml: is empty."),
    "a list": ("- a\n", "x.yaml:1: found a list of 1, expected the tables of an instance"),
    "a word": ("hello\n", 'x.yaml:1: found "hello", expected the tables of an instance'),
    "an empty document": ("---\n", "x.yaml:2: found nothing, expected the tables of an instance"),
    "two documents": (f"{VALID}---\nname: x\n", "x.yaml:74: found a second document"),
    "tabs": (
        "name: x\nrooms:\n\t- id: a\n",
        "x.yaml:3: expected YAML, but at character 1 the parser",
    ),
    "a bracket left open": (
        changed("bands: [morning]}", "bands: [morning}"),
        "x.yaml:14: expected YAML, but at character 34 the parser says: did not find expected ',' or",
    ),
    "a colon in a text": (
        changed("title: Opening", "title: Opening: at last"),
        "x.yaml:44: expected YAML, but at character 19 the parser says: mapping values are not allowed",
    ),
    "a bad indentation": (
        changed("    title: Opening", "   title: Opening"),
        "x.yaml:44: expected YAML, but at character 4 the parser says: did not find expected",
    ),
    "an alias without an anchor": (
        "a: *b\n",
        "x.yaml:1: found the alias *b, expected the anchor &b",
    ),
    "an alias inside of itself": ("a: &a\n  - *a\n", "x.yaml:2: found the alias *a inside of what"),
    "an explosion of aliases": (BOMB, "x.yaml:6: found more than 600,000 values"),
    "a list as a key": ("? [a]\n: b\n", "x.yaml:1: found a list of 1 as a key, expected a word."),
    "too deep": ("a:\n " + "[" * 60 + "]" * 60, f"x.yaml:2: found more than {DEEPEST} levels"),
    "much too deep": ("a:\n " + "[" * 100_000, "x.yaml:2: "),
    "deep through aliases": (
        "a: &a " + "[" * 25 + "]" * 25 + "\nb:\n " + "[" * 20 + "*a" + "]" * 20,
        f"x.yaml:3: found more than {DEEPEST} levels",
    ),
    "not UTF-8": (b"name: x\ntitle: caf\xe9\n", "x.yaml:2: found the byte 0xE9 at character 11"),
    "UTF-16": ("name: x".encode("utf-16"), "x.yaml:1: found UTF-16, expected UTF-8."),
    "binary": (b"MZ\x03\x04", "x.yaml:1: found the control character U+0003 at character 3"),
    "a workbook": (b"PK\x03\x04", "x.yaml: is a workbook, a word processor's file or an archive"),
    "an unknown directive": ("%YAML 9.9\n---\na: b\n", "x.yaml:1: expected YAML, but"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_ends_in_a_sentence(case: str) -> None:
    """The one complaint says the line, and what is wrong there."""
    content, beginning = BROKEN[case]
    (complaint,) = troubles(content)
    assert complaint.startswith(beginning)


QUOTED = 'A time with its zone needs quotes: "2021-11-08T09:30[Africa/Addis_Ababa]".'
DOUBLED = "Inside '…', an apostrophe is written twice"
PIN = "2021-11-08T09:00[Africa/Addis_Ababa]"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (changed(f'{{start: "{PIN}"', f"{{start: {PIN}"), QUOTED),
        ("title: 'Côte d'Ivoire'\n", DOUBLED),
        ("rooms:\n- {id: a, title: 'Salle d'honneur', capacity: 5}\n", DOUBLED),
        (
            changed("remote: {suva: 5}", "remote:\n      suva:5\n      north: 3"),
            "A space belongs after a colon: suva: 5.",
        ),
        ("rooms:\n\t- id: a\n", "Indent with spaces, not tabs."),
        (
            changed("remote: {suva: 5}", "remote:\n      suva:\u00a05\n      north: 3"),
            "A blank that is none (U+00A0) stands in this line or the one before; type it again.",
        ),
        ("rooms:\n  - id: a\n\tcapacity: 5\n", "Indent with spaces, not tabs."),
        (
            "rooms: [a, 'x'\nb: c\n",
            "Look for a missing comma, bracket or quote before it.",
        ),
        (
            changed("zone: Africa/Addis_Ababa", " zone: Africa/Addis_Ababa"),
            'A text with a colon and a space in it needs quotes: "a: b". Or look at the indentation.',
        ),
        (
            changed("title: Opening", "title: Opening: at last"),
            'A text with a colon and a space in it needs quotes: "a: b". Or look at the indentation.',
        ),
        (
            "rooms:\n  - {id: a capacity: 5}\n",
            "Look for a missing comma, bracket or quote before it.",
        ),
    ],
)
def test_what_may_help_where_yaml_ends(text: str, hint: str) -> None:
    """The line of the error often tells what its writer did not know of YAML."""
    (complaint,) = troubles(text)
    assert f". {hint}" in complaint


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


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ('{\n"name": "x"\n"grid": 15}', "x.json:3: expected JSON: "),
        ('{"a": NaN}', "x.json: found NaN, expected a number."),
        ('{"name": "x",\n "name": "y"}', "x.json:2: name: found the key again"),
        ('{"name":\n "\\ud800"}', "x.json:2: name: found the control character U+D800"),
        ("[" * 100_000, "x.json: holds too many levels"),
        ("[" * 60 + "]" * 60, f"x.json:1: found more than {DEEPEST} levels"),
        ("", "x.json: is empty."),
        (" \n", "x.json: is empty."),
        ('{"grid": ' + "9" * 5000 + "}", "x.json:1: "),
    ],
)
def test_a_broken_json_file_ends_in_a_sentence(content: str, complaint: str) -> None:
    """A name that ends in .json means JSON, with lines all the same."""
    assert any(line.startswith(complaint) for line in troubles(content, "x.json"))


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
        tmp_path: "is a folder; give the name of a file.",
        tmp_path / "a\0b": "cannot be read: ",
        tmp_path / ("n" * 300): "cannot be read: ",
        large: "large.yaml: is larger than 20 MB.",
    }.items():
        with pytest.raises(InstanceError) as caught:
            read_instance(path)
        assert words in str(caught.value)
