"""Whatever a file holds, reading it ends in an instance or in an `InstanceError`."""

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.errors import InstanceError
from scheduler.sources import read_instance_text
from tests.sources.files import PUBLISHED, VALID

LINES = f"{VALID}{PUBLISHED}".splitlines()
SMALL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from(["x.yaml", "x.json"])
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            "~",
            "[]",
            "{}",
            "[[]]",
            "{a: b}",
            "-1",
            "0",
            "1e9",
            ".inf",
            "true",
            "no",
            "*a",
            "&a 1",
            "!x 1",
        ]
    ),
    st.sampled_from(
        [
            '"2021-11-08T09:00[Africa/Addis_Ababa]"',
            "0001-01-01",
            "9999-12-31",
            "24:00",
            "0:99",
            "2021-1-1T9:00+99:99",
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
    st.text(max_size=8),
)


def _read(content: bytes, name: str) -> None:
    with contextlib.suppress(InstanceError):
        read_instance_text(content, name)


@given(st.binary(max_size=300), NAMES)
@SMALL
def test_any_bytes(content: bytes, name: str) -> None:
    """Bytes without any sense."""
    _read(content, name)


@given(st.text(alphabet="ab:-[]{},&*!|>'\"#%@`\n\t ~?0", max_size=80), NAMES)
@SMALL
def test_any_signs(text: str, name: str) -> None:
    """Signs that mean something to YAML and to JSON."""
    _read(text.encode(), name)


@given(st.data())
@SMALL
def test_lines_lost_repeated_and_garbled(data: st.DataObject) -> None:
    """A valid file after a bad day in an editor."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["lose", "repeat", "swap", "garble"]))
        other = data.draw(st.integers(0, len(lines) - 1))
        if change == "lose":
            del lines[place]
        elif change == "repeat":
            lines.insert(other, lines[place])
        elif change == "swap":
            lines[place], lines[other] = lines[other], lines[place]
        else:
            cut = data.draw(st.integers(0, len(lines[place])))
            lines[place] = (
                lines[place][:cut] + data.draw(st.text(max_size=4)) + lines[place][cut + 1 :]
            )
    _read("\n".join(lines).encode("utf-8", "surrogatepass"), "x.yaml")


@given(st.data())
@settings(parent=SMALL, max_examples=400)
def test_values_exchanged(data: st.DataObject) -> None:
    """Every value of a valid file may turn into any other."""
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[place].rpartition(": ")
        closing = lines[place][len(lines[place].rstrip("}]")) :]
        if colon:
            lines[place] = f"{key}: {data.draw(VALUES)}{closing}"
    _read("\n".join(lines).encode("utf-8", "surrogatepass"), "x.yaml")
