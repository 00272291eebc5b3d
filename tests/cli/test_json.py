"""What every command prints: for machines what docs/output.schema.json describes, for people as it was.

``python -m pytest tests/cli/test_json.py --snapshot-update`` writes anew what people read.
"""

import inspect
import json
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from scheduler.cli import main
from scheduler.cli.console import VERSION
from tests.cli.output_schema import FILE, written
from tests.cli.outputs import CASES, REPORTS, ROOT, furnish
from tests.cli.test_commands import ALL
from tests.publishing.notices.servers import Office, serving
from tests.whatif.here import Here

SCHEMA = json.loads(FILE.read_text(encoding="utf-8"))
DEFINITIONS = SCHEMA["$defs"]
SPEAKING = [
    " ".join(names)
    for names, command in ALL
    if "as_json" in inspect.signature(command.loaded()).parameters
]
"""Commands that have `--json`."""
NEEDED = {
    "feeds": "-o site",
    "desk move": "talk tue",
    "desk swap": "talk report",
    "desk pin": "talk",
    "desk unpin": "talk",
    "desk lock": "day 1",
    "desk unlock": "day 1",
    "desk close": "A tue",
    "desk drop": "talk",
    "desk hold": "talk",
    "desk cancel": "talk",
    "desk add": "More",
    "desk prefer": "com1 mornings",
    "desk set": "room_waste 2",
    "desk alternatives begin": "More",
}
"""What a command cannot do without besides its instance."""

Say = Callable[..., Any]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Furnish a folder."""
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        furnish(folder)
    return folder


@pytest.fixture
def copied(house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a copy of the folder."""
    shutil.copytree(house, tmp_path / "house")
    monkeypatch.chdir(tmp_path / "house")
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.setattr("scheduler.cli.commands.whatif.Processes", Here)


@pytest.fixture
def say(copied: None, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command there with `--json`; return what it prints, which is described."""

    def _say(words: str, code: int, definition: str) -> Any:
        assert main([*shlex.split(words), "--json"]) == code, capsys.readouterr().err
        content = json.loads(capsys.readouterr().out)
        check(content, definition)
        return content

    return _say


def check(content: Any, definition: str) -> None:
    """Compare what was printed with a definition of the schema, and with the whole."""
    for schema in ({"$ref": f"#/$defs/{definition}", "$defs": DEFINITIONS}, SCHEMA):
        Draft202012Validator(schema).validate(content)


def definition_of(command: str) -> str:
    """Return the name of the definition of a command."""
    return command.removeprefix("desk ").replace(" ", "_")


@pytest.mark.parametrize(
    ("command", "words", "code"),
    [(command, *case) for command in SPEAKING for case in CASES.get(command, [("rich.yaml", 0)])],
)
def test_what_is_printed_is_described(command: str, words: str, code: int, say: Say) -> None:
    """No field is missing, none is new, and the version is the first of them."""
    said = say(f"{command} {words}", code, definition_of(command))
    assert next(iter(said)) == "version"
    assert said["version"] == VERSION


NUMBERS = re.compile(r'("(?:seconds|equal)": )[\d.e-]+|\b\d+(?:\.\d+)?(?= s\b)')
NOW = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC|(?<=\"published\": \")[^\"]+")
"""How long something took, in how many of all rules programmes are equal, and when it was done."""


@pytest.mark.parametrize("words", REPORTS, ids=[each[:60] for each in REPORTS])
def test_what_people_read_is_as_it_was(
    words: str,
    copied: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    """The whole page, in a terminal of 110 columns; how long something took aside."""
    code = main(shlex.split(words.replace("ROOT", f"{ROOT}")))
    said = capsys.readouterr()
    shown = [
        line.rstrip() for line in (said.out or said.err).replace(f"{ROOT}", "ROOT").splitlines()
    ]
    page = NOW.sub("NOW", NUMBERS.sub(r"\1N", "\n".join(shown)))
    assert f"code {code}\n{page}" == snapshot


@pytest.mark.parametrize("command", SPEAKING)
def test_errors_are_the_same_everywhere(command: str, say: Say) -> None:
    """A file that is not there, and an option that nobody has."""
    say(f"{command} missing.yaml {NEEDED.get(command, '')}", 1, "errors")
    (said,) = say(f"{command} missing.yaml --nonsense", 1, "errors")["errors"]
    assert "No such option: --nonsense" in said


def test_who_was_told_is_described(say: Say) -> None:
    """Nobody is asked in vain: a recipient may be told, refused, or have no address."""
    words = "notices rich 2 --since 0 --addresses addresses.csv --send"
    with serving(Office(refuses=frozenset({"minister@example.org"}))) as port:
        said = say(f"{words} smtp://localhost:{port}", 1, "notices")
    assert [who["id"] for who, _ in said["sent"]["refused"]] == ["minister"]
    with serving(Office()) as port:
        said = say(f"{words} smtp://localhost:{port}", 1, "notices")
    assert [each["id"] for each in said["sent"]["told"]] == ["minister"]


def test_the_example_of_the_documents_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it stands in docs/reference/json.md, to the letter."""
    text = (ROOT / "docs/reference/json.md").read_text(encoding="utf-8")
    words, shown = (text.split(f"```{kind}\n")[1].split("```")[0] for kind in ("sh", "json"))
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(words)[1:]) == 0
    assert capsys.readouterr().out == shown


def test_the_schema_is_that_of_the_records() -> None:
    """After a change of a record, `python -m tests.cli.output_schema` writes it anew."""
    assert FILE.read_text(encoding="utf-8") == written()


def test_every_command_that_speaks_to_machines_is_described() -> None:
    """It has a definition, and a place in the whole; and the schema is one."""
    Draft202012Validator.check_schema(SCHEMA)
    assert CASES.keys() <= {*SPEAKING}
    whole = [each["$ref"].removeprefix("#/$defs/") for each in SCHEMA["anyOf"]]
    assert sorted(whole) == sorted(["errors", *map(definition_of, SPEAKING)])


def test_what_is_not_described_is_refused() -> None:
    """Objects of the schema are closed, so that no case above passes for want of a description."""
    objects = [each for each in parts(SCHEMA) if "properties" in each]
    assert len(objects) > 50
    assert all(each["additionalProperties"] is False for each in objects)
    strange = {"version": VERSION, "errors": ["No."], "more": 1}
    assert not Draft202012Validator(SCHEMA).is_valid(strange)
    del strange["more"]
    assert Draft202012Validator(SCHEMA).is_valid(strange)


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield each schema within a schema, itself included."""
    if isinstance(schema, dict):
        yield schema
    for each in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(each, dict | list):
            yield from parts(each)


def test_names_are_plain() -> None:
    """No field or word has a blank in it."""
    names = {name for part in parts(SCHEMA) for name in part.get("properties", {})}
    assert not [name for name in names if not re.fullmatch("[a-z][a-z_]*", name)]
    words = {word for part in parts(SCHEMA) for word in part.get("enum", ())}
    assert not [word for word in words if not re.fullmatch("[a-z][a-z_-]*", word)]


SEVERAL = {
    "after": "a place, or sessions, or words",
    "before": "a place, or sessions, or words",
    "better": "a direction of a figure; the figures that are better",
    "left": "from a panel; as it was in a folder; untold by a server that is gone",
    "moves": "sessions, or what --moves proves",
    "new": "sessions, or the number of files",
    "release": "itself, or its number",
    "revoked": "when, or who",
    "rooms": "of a person affected the sessions that change them; with their uses",
    "rules": "ids, or what they find, or points of each",
    "sessions": "ids, or with their places, or their number",
    "sites": "ids, or with their clocks",
    "people": "ids, or their number",
}
"""Fields that are of several types, and why; no others may become so."""


def test_a_field_is_of_one_type_wherever_it_is() -> None:
    """Penalty, bound, gap, amount, start, room and session are the same in all commands."""
    types: dict[str, set[str]] = {}
    for part in parts(SCHEMA):
        for name, field in part.get("properties", {}).items():
            types.setdefault(name, set()).add(type_of(field))
    assert {name for name, found in types.items() if len(found) > 1} == {*SEVERAL}


def type_of(schema: Any) -> str:
    """Return the type of a field, whether or not it may be null."""
    if "$ref" in schema:
        return type_of(DEFINITIONS[schema["$ref"].removeprefix("#/$defs/")])
    if "anyOf" in schema:
        return type_of(schema["anyOf"][0])
    if "items" in schema:
        return f"list of {type_of(schema['items'])}"
    if {"enum", "const"} & schema.keys():
        return "string" if "enum" in schema else "number"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    named = "map" if types == ["object"] and "properties" not in schema else "/".join(types)
    return named.removesuffix("/null").replace("integer", "number")
