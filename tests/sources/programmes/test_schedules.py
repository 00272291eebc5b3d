"""``schedule.json`` and ``schedule.xml`` of frab, pretalx, pentabarf, and of this program itself."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from scheduler.evaluation import evaluate
from tests.sources.programmes.files import complaints, sample


def test_what_cannot_be_taken_over_is_told(snapshot: SnapshotAssertion) -> None:
    """Seats that nobody knows are said to be unknown; a night is taken as it is."""
    assert sample("schedule.json").notes == snapshot
    assert [each.capacity for each in sample("schedule.json").instance.rooms] == [200, None]


def test_what_is_at_once_is_kept_and_counted(snapshot: SnapshotAssertion) -> None:
    """A person in two sessions, a room with two."""
    found = sample("pentabarf.xml", "Europe/Brussels")
    assert found.notes == snapshot
    amounts = {
        rule: total.forbidden
        for rule, total in evaluate(found.instance, found.schedule).totals.items()
    }
    assert {rule: amount for rule, amount in amounts.items() if amount} == {
        "room_overlap": 10,  # 10:45 to 10:55
        "person_conflict": 20,  # 10:30 to 10:50
    }


def test_the_zone_is_asked_for_where_no_file_names_it(snapshot: SnapshotAssertion) -> None:
    """Clocks cannot be guessed; UTC is one zone under several names."""
    path = Path(__file__).parent / "samples" / "pentabarf.xml"
    assert complaints(path) == snapshot
    assert complaints(path, zone="Europe/Brussel") == snapshot
