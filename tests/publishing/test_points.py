"""The standard of feeds has 48 points, and none is without a test."""

import re
from pathlib import Path

TESTS = Path(__file__).parent.parent


def test_every_point_has_a_test_of_its_name() -> None:
    """F1 is shown by ``test_f01_…``, among the tests of feeds or of the service."""
    files = [*(TESTS / "publishing").rglob("test_*.py"), *(TESTS / "web").rglob("test_*.py")]
    named = (re.findall(r"^def test_f(\d\d)_", file.read_text(), re.MULTILINE) for file in files)
    assert {int(number) for each in named for number in each} == {*range(1, 49)}
