"""Whatever a variant and its base hold, reading them ends in an instance or in an `InstanceError`."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.errors import InstanceError
from scheduler.sources import read_instance, read_variant_text
from tests.sources.files import VALID
from tests.sources.test_fuzzing import SMALL, VALUES
from tests.sources.variants.files import HEAD

CHANGES = """\
  - remove:
      sessions: [com1-1, opening]
      orders: [{first: [opening], then: [com1-1]}]
  - replace:
      people: [{id: ada, class: minister}]
  - change:
      rooms:
        north: {capacity: 80, features: [remote]}
      sessions:
        com1-2: {themes: [trust], duration: 30}
  - set: {last_day: 2021-11-09, reserve: [{days: [2021-11-08]}]}
  - close_room: {room: north, during: [{days: [2021-11-08]}]}
  - open_room: {room: south}
  - pin: {session: com1-2, room: south}
  - choose_profile: {profile: draft}
  - set_level: {rule: body_conflict, level: 2, items: {com1: off}}
  - add:
      sessions:
        - {id: extra, title: Extra, kind: meeting, duration: 30}
"""
LINES = (HEAD + CHANGES).splitlines()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the base in it."""
    path = tmp_path_factory.mktemp("variants")
    (path / "base.yaml").write_text(VALID, encoding="utf-8")
    return path


def _read(lines: list[str], folder: Path) -> None:
    text = "\n".join(lines).encode("utf-8", "surrogatepass")
    with contextlib.suppress(InstanceError):
        read_variant_text(text, "other.yaml", folder / "other.yaml")


def test_the_variant_itself_is_fine(folder: Path) -> None:
    """So that what is read below is more than errors of its beginning."""
    text = "\n".join(LINES).encode()
    assert read_variant_text(text, "other.yaml", folder / "other.yaml").name == "other"


@given(st.data())
@SMALL
def test_values_of_a_variant_exchanged(folder: Path, data: st.DataObject) -> None:
    """Every value may turn into any other."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(3, len(lines) - 1))
        key, colon, _ = lines[place].rpartition(": ")
        if colon:
            closing = lines[place][len(lines[place].rstrip("}]")) :]
            lines[place] = f"{key}: {data.draw(VALUES)}{closing}"
    _read(lines, folder)


@given(st.data())
@SMALL
def test_lines_of_a_variant_lost_and_garbled(folder: Path, data: st.DataObject) -> None:
    """After a bad day in an editor."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            del lines[place]
        else:
            cut = data.draw(st.integers(0, len(lines[place])))
            lines[place] = (
                lines[place][:cut] + data.draw(st.text(max_size=4)) + lines[place][cut + 1 :]
            )
    _read(lines, folder)


@given(st.data())
@SMALL
def test_lines_of_its_base_lost(folder: Path, data: st.DataObject) -> None:
    """The changes are made to what is left."""
    lines = VALID.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        del lines[data.draw(st.integers(0, len(lines) - 1))]
    (folder / "poor.yaml").write_text("\n".join(lines), encoding="utf-8")
    text = "\n".join(LINES).replace("base.yaml", "poor.yaml")
    (folder / "of-poor.yaml").write_text(text, encoding="utf-8")
    with contextlib.suppress(InstanceError):
        read_instance(folder / "of-poor.yaml")
