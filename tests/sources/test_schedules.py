"""Solution files that cannot be used: what is wrong with each, with line and words."""

from pathlib import Path

import pytest

from scheduler.errors import SolutionError
from scheduler.sources import read_schedule
from tests.conference import conference, session
from tests.sources.files import VALID

TINY = conference(session("opening"), session("closing", duration=90))
OPENING = '{"session": "opening", "start": "2021-11-08T09:00:00+03:00", "room": "A"}'
CLOSING = '{"session": "closing", "start": "2021-11-09T14:00:00+03:00", "room": "B"}'
NO_CLOSING = (
    '1: schedule: found no "closing", expected every session of the instance that is not optional. '
    "Add a row such as "
    '{"session": "closing", "start": "2021-11-08T09:00:00+03:00", "room": "A"}.'
)

# The second row of the schedule, in line 3, and the whole complaints.
ROWS = {
    "a start without an offset": (
        CLOSING.replace("+03:00", ""),
        (
            '3: schedule[2].start: found "2021-11-09T14:00:00", expected the offset of '
            'Africa/Addis_Ababa. Write "2021-11-09T14:00:00+03:00".'
        ),
    ),
    "a foreign offset": (
        CLOSING.replace("+03:00", "+01:00"),  # 14:00 at UTC+1 is 16:00 at UTC+3
        (
            '3: schedule[2].start: found "2021-11-09T14:00:00+01:00", expected the offset of '
            'Africa/Addis_Ababa. Write "2021-11-09T16:00:00+03:00".'
        ),
    ),
    "half a minute": (
        CLOSING.replace("14:00:00", "14:00:30"),
        (
            '3: schedule[2].start: found "2021-11-09T14:00:30+03:00", '
            "expected a whole minute from 1970-01-01 to 2199-12-31."
        ),
    ),
    "not a time": (
        CLOSING.replace("2021-11-09T14:00:00+03:00", "tomorrow"),
        (
            '3: schedule[2].start: found "tomorrow", '
            "expected a time with the venue's offset, such as 2021-11-08T09:30:00+03:00."
        ),
    ),
    "the first of all years": (
        CLOSING.replace("2021-11-09T14:00:00+03:00", "0001-01-01T00:00:00+03:00"),
        (
            '3: schedule[2].start: found "0001-01-01T00:00:00+03:00", '
            "expected a whole minute from 1970-01-01 to 2199-12-31."
        ),
    ),
    "an end too late": (
        CLOSING.replace('"room"', '"end": "2021-11-09T15:31:00+03:00", "room"'),
        (
            '3: schedule[2].end: found "2021-11-09T15:31:00+03:00", expected 2021-11-09T15:30:00+03:00, '
            "as the session lasts 90 minutes. Change it, or leave `end` out."  # from 14:00
        ),
    ),
    "an end on the wrong day": (
        CLOSING.replace('"room"', '"end": "2021-11-10T15:30:00+03:00", "room"'),
        (
            '3: schedule[2].end: found "2021-11-10T15:30:00+03:00", expected 2021-11-09T15:30:00+03:00, '
            "as the session lasts 90 minutes. Change it, or leave `end` out."
        ),
    ),
    "a start in the form of instances": (
        CLOSING.replace("2021-11-09T14:00:00+03:00", "2021-11-09T14:00[Africa/Addis_Ababa]"),
        (
            '3: schedule[2].start: found "2021-11-09T14:00[Africa/Addis_Ababa]", expected a time with '
            "the venue's offset, such as 2021-11-08T09:30:00+03:00. "
            'Write "2021-11-09T14:00:00+03:00".'
        ),
    ),
    "a start as people write it": (
        CLOSING.replace("2021-11-09T14:00:00+03:00", "9.11.2021 14:00"),
        (
            '3: schedule[2].start: found "9.11.2021 14:00", expected a time with '
            "the venue's offset, such as 2021-11-08T09:30:00+03:00. "
            'Write "2021-11-09T14:00:00+03:00".'
        ),
    ),
    "an unknown room": (
        CLOSING.replace('"B"', '"b"'),
        '3: schedule[2].room: found "b", expected the id of a room of the instance. Maybe "B"?',
    ),
    "no room": (
        CLOSING.replace(', "room": "B"', ""),
        "3: schedule[2]: found no `room`, expected one.",
    ),
    "an unknown key": (
        CLOSING.replace('"room"', '"ende": "", "room"'),
        (
            "3: schedule[2].ende: found an unknown key, expected one of session, start, end, room, "
            'seated, agenda. Maybe "end"?'
        ),
    ),
    "an unknown session": (
        CLOSING.replace("closing", "closin"),
        (
            '3: schedule[2].session: found "closin", expected the id of a session of the instance. '
            'Maybe "closing"?'
        ),
        NO_CLOSING,
    ),
    "a session twice": (
        OPENING,
        '3: schedule[2].session: found "opening" again, expected each session once.',
        NO_CLOSING,
    ),
    "not a mapping": (
        "3",
        "3: schedule[2]: found 3, expected a mapping.",
        NO_CLOSING,
    ),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_wrong_row_is_named_with_its_line(case: str, tmp_path: Path) -> None:
    """Each complaint says line, place, what was found, what was expected, and what may help."""
    row, *complaints = ROWS[case]
    path = tmp_path / "tiny.json"
    path.write_text(f'{{"format": 1, "schedule": [\n{OPENING},\n{row}]}}', encoding="utf-8")
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, TINY)
    assert sorted(caught.value.troubles) == sorted(
        f"{path}:{complaint}" for complaint in complaints
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", ": is empty."),
        ("[]", ":1: found an empty list, expected a solution."),
        (
            '{"format": 1}',
            ":1: the file: found no `schedule`, expected one. (Sessions with start and room.)",
        ),
        ('{"format": 2, "schedule": [1]}', ":1: format: found 2, expected 1."),
        (
            '{"schedule": [1]}',
            ":1: the file: found no `format`, expected one. (Version of the format: 1.)",
        ),
        ('{"format": 1,\n"schedule": 3}', ":2: schedule: found 3, expected a list."),
        ("\x00", ":1: found the control character U+0000"),
    ],
)
def test_a_file_that_is_no_solution(content: str, complaint: str, tmp_path: Path) -> None:
    """It ends in a sentence with the line."""
    path = tmp_path / "tiny.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SolutionError) as caught:
        read_schedule(path, TINY)
    assert any(f"{path}{complaint}" in line for line in caught.value.troubles)


def test_an_instance_is_no_solution(tmp_path: Path) -> None:
    """In YAML as in JSON, one line says so, and what writes a solution."""
    words = "found an instance file, expected a solution file. `scheduler solve` writes one."
    for name, content in {"a.yaml": VALID, "a.json": '{"zone": "UTC", "sessions": []}'}.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        with pytest.raises(SolutionError) as caught:
            read_schedule(path, TINY)
        assert caught.value.troubles == (f"{path}:1: {words}",)


def test_a_missing_solution(tmp_path: Path) -> None:
    """It is an error of input."""
    with pytest.raises(SolutionError, match="there is no such file"):
        read_schedule(tmp_path / "no.json", TINY)
