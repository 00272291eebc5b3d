"""Each fault that a published plan of an instance file can have, with its line and its words."""

import pytest

from tests.sources.files import VALID, troubles

LINE = len(VALID.splitlines()) + 2
"""Line of the row below; that of the key is one less."""

# The row, and the whole complaint after the line.
PLANS = {
    "an unknown session": (
        '{session: com-1-1, start: "2021-11-08T09:00[Africa/Addis_Ababa]"}',
        (
            'published[1].session: found "com-1-1", expected the id of a session in `sessions`. '
            'Maybe "com1-1"?'
        ),
    ),
    "an unknown room": (
        '{session: com1-1, start: "2021-11-08T09:00[Africa/Addis_Ababa]", room: nort}',
        'published[1].room: found "nort", expected the id of a room in `rooms`. Maybe "north"?',
    ),
    "a start outside the dates": (
        '{session: com1-1, start: "2021-11-10T09:00[Africa/Addis_Ababa]"}',
        (
            "published[1].start: found Wednesday 2021-11-10 09:00 at the venue, "
            "expected a start from 2021-11-08 to 2021-11-09."
        ),
    ),
    "a start off the grid": (
        '{session: com1-1, start: "2021-11-08T09:10[Africa/Addis_Ababa]"}',
        (
            "published[1].start: found Monday 2021-11-08 09:10 at the venue, "
            "expected a start on the grid of 30 minutes."
        ),
    ),
    "no start": (
        "{session: com1-1}",
        "published[1]: found no `start`, expected one. (The start that was published.)",
    ),
    "a start without a zone": (
        '{session: com1-1, start: "2021-11-08T09:00"}',
        (
            'published[1].start: found "2021-11-08T09:00", expected an instant that names its zone. '
            'Write "2021-11-08T09:00[Africa/Addis_Ababa]", with the quotes.'
        ),
    ),
    "an unknown key": (
        '{session: com1-1, start: "2021-11-08T09:00[Africa/Addis_Ababa]", hall: north}',
        "published[1].hall: found an unknown key, expected one of session, start, room, seated.",
    ),
}


@pytest.mark.parametrize("case", PLANS)
def test_a_wrong_row_of_a_plan_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, what was expected, and what may help."""
    row, complaint = PLANS[case]
    assert troubles(f"{VALID}published:\n  - {row}\n") == (f"x.yaml:{LINE}: {complaint}",)


def test_a_session_is_published_once() -> None:
    """The second row is the one that is wrong."""
    row = '  - {session: com1-1, start: "2021-11-08T09:00[Africa/Addis_Ababa]"}\n'
    assert troubles(f"{VALID}published:\n{row}{row}") == (
        f'x.yaml:{LINE + 1}: published[2].session: found "com1-1" again, expected each session once.',
    )


def test_frozen_time_is_a_list_of_windows() -> None:
    """An instant alone is not one."""
    said = troubles(f'{VALID}frozen: [{{from: "2021-11-08T09:00[Africa/Addis_Ababa]"}}]\n')
    assert said == (
        f"x.yaml:{LINE - 1}: frozen[1]: found no `to`, expected one. (The first instant after it.)",
    )
