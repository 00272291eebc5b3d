"""What an instance looks up, against a reading of all its sessions."""

from pathlib import Path

import pytest

from scheduler.instance import attending
from scheduler.sources import read_instance

FOLDER = Path(__file__).parent.parent / "instances"


@pytest.mark.parametrize("name", ["tiny", "ministerial-day"])
@pytest.mark.parametrize("every", [1, 3, 1000])
def test_a_person_attends_in_fixed_roles_and_in_seats_in_the_order_of_the_file(
    name: str, every: int
) -> None:
    instance = read_instance(FOLDER / f"{name}.yaml")
    seats = frozenset(session.id for session in instance.sessions[every::every]) | {"no session"}
    for person in instance.people:
        attended = tuple(
            session
            for session in instance.sessions
            if person.id in attending(session) or session.id in seats
        )
        assert instance.attended(person.id, seats) == attended
