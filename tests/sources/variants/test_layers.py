"""What a variant extends, what it cannot, and what is wrong with it, in the line where it stands."""

from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.sources import read_instance, read_instance_text
from tests.sources.files import VALID
from tests.sources.variants.files import troubles, write, wrong


def test_a_way_that_comes_back_to_itself(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """The chain is shown; what is wrong besides is told as well."""
    (tmp_path / "a.yaml").write_text("extends: b.yaml\nname: a\n")
    (tmp_path / "b.yaml").write_text("name: b\nextends: a.yaml\nchanges: [frobnicate: {}]\n")
    found = troubles(tmp_path / "a.yaml")
    assert found[0] == snapshot
    assert found[1].startswith("b.yaml:3: changes[1].frobnicate: found an unknown change")


def test_a_variant_is_not_called_like_what_it_extends(tmp_path: Path) -> None:
    """Its solution would take the place of the other's; a name that nothing below it has is fine."""
    write(
        tmp_path,
        "  - pin: {session: com1-2, room: north}\n",
        VALID.replace("name: tiny", "name: other"),
    )
    line = next(i for i, each in enumerate(VALID.splitlines(), 1) if each.startswith("name: "))
    said = (
        f'name: found "other", the name of what it extends (base.yaml:{line}), expected another name, '
        "for its files."
    )
    assert troubles(tmp_path / "other.yaml") == [f"other.yaml:2: {said}"]
    (tmp_path / "middle.yaml").write_text("extends: base.yaml\nname: middle\n")
    (tmp_path / "top.yaml").write_text("name: other\nextends: middle.yaml\n")
    assert troubles(tmp_path / "top.yaml") == [f"top.yaml:1: {said}"]
    (tmp_path / "top.yaml").write_text("name: top\nextends: middle.yaml\n")
    assert read_instance(tmp_path / "top.yaml").name == "top"


def test_what_cannot_be_extended(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """The line is that of `extends`."""
    path, told = write(tmp_path, ""), {}
    (tmp_path / "folder").mkdir()
    for extends in ("bas.yaml", "folder", "[base.yaml]", ""):
        path.write_text(f"name: other\nextends: {extends}\nchanges: []\n")
        told[extends] = troubles(path)
    assert told == snapshot


def test_changes_without_extends(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """It is a variant of nothing."""
    path = write(tmp_path, "")
    path.write_text("name: other\nchanges: []\n")
    assert troubles(path) == snapshot


def test_a_base_that_cannot_be_read_at_all(tmp_path: Path) -> None:
    """Its own line is named, beside those of the variant."""
    found = wrong(tmp_path, "  - frobnicate: {}\n", "name: [\n")
    assert found[0].startswith("base.yaml:2: expected YAML")
    assert found[1].startswith("other.yaml:4: changes[1].frobnicate")
    solution = wrong(tmp_path, "  []\n", "schedule: []\n")
    assert solution == ["base.yaml:1: found a solution file, expected an instance file."]


def test_a_text_extends_nothing(snapshot: SnapshotAssertion) -> None:
    """What comes from somebody else must not open files here."""
    with pytest.raises(InstanceError) as caught:
        read_instance_text(b"extends: /etc/passwd\nname: x\n", "x.yaml")
    assert caught.value.troubles == snapshot


PANEL = "{roles: [{id: all, people: [ada, ben], at_least: 1}]}"


PEOPLE = "change: {sessions: {com1-1: {panel: {roles: [{id: all, people: [adda]}]}}}}"
CHAINS = (
    # What stands in the middle is told with its line there, though the third changes other things.
    (f"change: {{sessions: {{com1-1: {{panel: {PANEL}}}}}}}", PEOPLE),
    (PEOPLE, "set: {grid: 15}"),
    (
        "change: {sessions: {com1-1: {panel: {at_least: 3, at_most: 2, roles: [{id: a, people: []}]}}}}",
        "set: {grid: 15}",
    ),
    (
        "add: {quotas: [{id: few, sessions: {sessions: [com1-1, com1-2]}, at_least: 2}]}",
        "change: {quotas: {few: {at_most: 1}}}",
    ),
    ("remove: {people: [ben]}", f"change: {{sessions: {{com1-1: {{panel: {PANEL}}}}}}}"),
    ("remove: {sessions: [com1-2]}", "change: {sessions: {com1-2: {optional: true}}}"),
)
"""Changes of a variant, and of a variant of that."""


def test_what_is_wrong_in_a_chain_is_told_with_its_own_file(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """The base, a variant of it, and a variant of that, with panels and what is optional."""
    (tmp_path / "base.yaml").write_text(VALID, encoding="utf-8")
    told = []
    for chain in CHAINS:
        for name, below, change in zip(("second", "third"), ("base", "second"), chain, strict=True):
            text = f"extends: {below}.yaml\nname: {name}\nchanges:\n  - {change}\n"
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        told += troubles(tmp_path / "third.yaml")
    assert len(told) == len(CHAINS)
    assert told == snapshot


FAULTS = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text(encoding="utf-8"))


def _listed(some: str | list[str]) -> list[str]:
    return [some] if isinstance(some, str) else some


def test_each_mistake_is_said_with_its_line(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Also changes that cannot both be meant, each of which is named by its line."""
    told = {
        str(each): wrong(tmp_path, "".join(f"  - {line}\n" for line in _listed(each)))
        for each in FAULTS
    }
    assert told == snapshot


def test_every_mistake_is_told_at_once_each_with_its_own_file(tmp_path: Path) -> None:
    """Base first, then the variant, each in the order of its lines."""
    base = VALID.replace("id: south, capacity: 50", "id: south, capacity: fifty")
    found = wrong(
        tmp_path,
        "  - frobnicate: {}\n"
        "  - change: {rooms: {north: {capacity: 0}}}\n"
        "  - remove: {kinds: [party, feast]}\n",
        base,
    )
    assert [each.split(": ")[:2] for each in found] == [
        ["base.yaml:18", "rooms[south].capacity"],
        ["other.yaml:4", "changes[1].frobnicate"],
        ["other.yaml:5", "rooms[north].capacity"],
        ["other.yaml:6", "changes[3].remove.kinds[2]"],
    ]


def test_the_top_of_a_variant(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Its keys, its name and its version."""
    path = write(tmp_path, "")
    path.write_text("extends: base.yaml\nnam: x\nformat: 2\nrooms: []\nchanges: {}\n")
    assert troubles(path) == snapshot
