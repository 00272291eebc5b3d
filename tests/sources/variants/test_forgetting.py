"""What is forgotten with a session that a variant removes, and what stays and asks in vain."""

from pathlib import Path

from scheduler.instance import meetings_of
from tests.sources.files import VALID
from tests.sources.variants.files import varied


def test_what_goes_with_a_removed_session_is_forgotten_too(tmp_path: Path) -> None:
    """The adjacency goes with it, and the level that was its own."""
    base = VALID.replace(
        "  room_waste: off", "  room_waste: off\n  not_adjacent: {level: 5, items: {pair: hard}}"
    )
    assert [each.id for each in varied(tmp_path, "  []\n", base).adjacent] == ["pair"]
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", base)
    assert other.adjacent == ()
    assert other.level("not_adjacent", "pair") == 5


def test_of_months_what_is_about_a_removed_session_goes_and_what_asks_for_it_stays(
    tmp_path: Path,
) -> None:
    """Deadlines, preparations and events of others say nothing without it; tasks and contacts still ask."""
    rows = (
        "contacts: [{id: talk, sessions: {sessions: [com1-1]}, at_most: 9}]\n"
        "deadlines: [{id: due, sessions: {sessions: [com1-1]}, days: 9}]\n"
        "external_events:\n"
        "  - {id: fair, from: 2021-11-08, to: 2021-11-08, avoided_by: {sessions: [com1-1]}}\n"
        "  - {id: gala, from: 2021-11-08, to: 2021-11-08, avoided_by: {sessions: [com1-1]},"
        " used_by: {sessions: [com1-2]}}\n"
        "preparations:\n"
        "  - {id: draft, session: com1-1, before: {sessions: [com1-2]}}\n"
        "  - {id: text, session: opening, before: {sessions: [com1-1]}}\n"
        "  - {id: plan, session: opening, before: {sessions: [com1-1, com1-2]}}\n"
        "tasks: [{id: settle, sessions: [com1-1]}, {id: fund, sessions: {sessions: [com1-1]}}]\n"
    )
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", VALID + rows)
    assert [each.id for each in other.external_events] == ["gala"]
    assert [each.id for each in other.preparations] == ["plan"]
    assert other.deadlines == ()
    assert [(each.id, meetings_of(other, each)) for each in other.tasks] == [
        ("settle", ()),
        ("fund", ()),
    ]
    assert [other.selected(each.sessions) for each in other.contacts] == [()]
