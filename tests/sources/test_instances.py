"""Reading whole instances: what is read is what was written."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from scheduler.instance import Instance
from scheduler.sources import fingerprint, read_instance_text, starter
from scheduler.sources.documents import document
from scheduler.sources.nodes import data_of
from tests.conference import conference, session
from tests.documents.reference import completed
from tests.sources.files import VALID, changed

ROOT = Path(__file__).parents[2]


def test_an_instance_written_and_read_again_is_the_same() -> None:
    """The starter and the file of the tests survive a round trip through JSON."""
    for text in (VALID, starter()):
        instance = read_instance_text(text.encode(), "x.yaml")
        written = instance.model_dump_json(by_alias=True, indent=1)
        again = read_instance_text(written.encode(), "x.json")
        assert again == instance
        assert fingerprint(again) == fingerprint(instance)


def test_the_fingerprint_is_of_the_content() -> None:
    """Comments, the order of keys and defaults written out do not change it; a value does."""
    plain = fingerprint(read_instance_text(VALID.encode(), "x.yaml"))
    tables = data_of(document(VALID.encode(), is_json=False))
    assert isinstance(tables, dict)
    reordered = json.dumps(dict(reversed(tables.items()))).encode()
    assert fingerprint(read_instance_text(reordered, "x.json")) == plain
    noted = f"# a note\n{VALID}".replace("grid: 30", "grid: 30\nlate_after: 18:00")
    assert fingerprint(read_instance_text(noted.encode(), "x.yaml")) == plain
    other = changed("capacity: 50", "capacity: 51")
    assert fingerprint(read_instance_text(other.encode(), "x.yaml")) != plain
    assert re.fullmatch("[0-9a-f]{64}", plain)


def test_fields_that_nobody_uses_change_no_fingerprint() -> None:
    """A conference keeps the fingerprint that it had before the format grew."""
    instance = conference(session("opening", attendance=None))
    assert (
        fingerprint(instance) == "869b94b052a4ed5fd8d63266926d6834727ce9a64abba659d539ac397031f25b"
    )


def test_the_starter_shows_what_planners_look_for() -> None:
    """Two days with local hours, a closure, a night between two sessions and a weekend, to be changed."""
    instance = read_instance_text(starter().encode(), "starter.yaml")
    assert (len(instance.dates), len(instance.rooms), len(instance.sessions)) == (2, 3, 8)
    assert "local_hours" in instance.model_fields_set
    assert any(room.closures for room in instance.rooms)
    assert any(order.days_at_least for order in instance.orders)
    assert any(not profile.bands for profile in instance.day_profiles)
    assert all("counts" in pool.model_fields_set for pool in instance.interpretation)


def _calls_of_reading(sessions: int) -> int:
    """Return how many functions are called to read the file of the tests with so many more sessions."""
    row = "  - {id: s%d, title: S, kind: meeting, duration: 60, themes: [trust], people: {chair: [ada]}}\n"
    rows = "".join(row % number for number in range(sessions))
    text = VALID.replace("orders:\n", f"{rows}orders:\n").encode()
    calls = Counter[str]()
    sys.setprofile(lambda _frame, event, _argument: calls.update((event,)))
    try:
        instance = read_instance_text(text, "x.yaml")
    finally:
        sys.setprofile(None)
    assert len(instance.sessions) == sessions + 3
    return calls["call"] + calls["c_call"]


def test_twice_the_sessions_are_twice_the_work_to_read() -> None:
    """Whatever is done for each session does not look at all others."""
    _calls_of_reading(1)  # and what is done but once
    assert _calls_of_reading(400) < 2.1 * _calls_of_reading(200)


# The documentation of the format


def _blocks(page: str) -> list[str]:
    text = completed((ROOT / "docs/reference" / page).read_text(encoding="utf-8"))
    return re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)


def test_the_smallest_file_of_the_documentation_is_an_instance() -> None:
    """It is the first example of its page."""
    smallest = _blocks("instance-file.md")[0]
    assert len(read_instance_text(smallest.encode(), "forum.yaml").sessions) == 3


def test_each_example_of_the_documentation_is_read() -> None:
    """Each YAML block is valid YAML, and its tables are tables of the format or fields of a row."""
    blocks = (*_blocks("instance-file.md"), *_blocks("fields.md"))
    assert len(blocks) > 40
    fields = set(Instance.model_fields) | {"windows", "pin", "panel"}
    for block in blocks:
        tables = data_of(document(block.encode(), is_json=False))
        assert isinstance(tables, dict)
        assert set(tables) <= fields
        _validate(tables)


def _validate(tables: dict[str, object]) -> None:
    """Read the example's tables one by one; a row may refer to what the example does not show."""
    session = {"id": "s", "title": "S", "kind": "k", "duration": 1}
    row = {name: tables[name] for name in ("windows", "pin", "panel") if name in tables}
    if row:
        tables = {"sessions": [session | row]}
    if isinstance(tables.get("sessions"), dict):
        tables = {"audiences": [{"id": "a", "sessions": tables["sessions"]}]}
    try:
        Instance.model_validate_json(json.dumps(tables), by_alias=True, by_name=False)
    except ValidationError as error:
        wrong = [
            each for each in error.errors() if each["type"] != "missing" or len(each["loc"]) > 1
        ]
        assert not wrong


def test_what_a_pool_counts_changes_no_fingerprint_of_a_file_that_says_so() -> None:
    """Meetings were the default when programmes were first stored: their fingerprints stay as they were."""
    six = {"id": "six", "languages": ["en"], "teams": 1}

    def of(**fields: str) -> str:
        return fingerprint(conference(session("opening"), interpretation=[six | fields]))

    assert (
        of(counts="meetings") == "0fa0bda4de7b425f65ec80f0f47b8eb40df6b690d25ccfc30f1faf2d83e9f1d9"
    )
    assert (
        of()
        == of(counts="half_days")
        == "f47f45eeea44adb3f99ada862a77b61a8c2ebb4543e66a490b4fec3d981a01e3"
    )
