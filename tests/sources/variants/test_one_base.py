"""Changes of an instance that need not be a file, one after the other."""

from scheduler.sources.instances import read_changes
from tests.conference import conference, session


def test_changes_of_one_instance_know_nothing_of_each_other() -> None:
    """It is read once: what was made of it stays as it was, and so does the instance."""
    base = conference(session("a"), session("b"), session("c"))
    without_a = read_changes(base, [{"remove": {"sessions": ["a"]}}], "one")
    without_b = read_changes(base, [{"remove": {"sessions": ["b"]}}], "two")
    assert [each.id for each in without_a.sessions] == ["b", "c"]
    assert [each.id for each in without_b.sessions] == ["a", "c"]
    assert [each.id for each in base.sessions] == ["a", "b", "c"]
    again = conference(session("a"), session("b"), session("c"))
    assert read_changes(again, [{"remove": {"sessions": ["b"]}}], "two") == without_b
