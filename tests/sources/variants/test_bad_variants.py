"""What is wrong with variants, in the file and the line where it stands."""

from pathlib import Path

import yaml
from syrupy.assertion import SnapshotAssertion

from tests.sources.files import VALID
from tests.sources.variants.files import troubles, write, wrong

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
