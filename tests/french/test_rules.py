"""What rules ask is said in French: of each item of each rule of the shipped conferences."""

from pathlib import Path

import pytest

from scheduler.explanation.rules import VOICES
from scheduler.french import in_french, is_known
from scheduler.rules import problem_of
from scheduler.sources import read_instance
from tests.french.shipped import SHIPPED, typed_in, untyped


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_rules_ask_is_said_in_french_but_for_names(path: Path) -> None:
    """Of hard rules and of those with a price."""
    instance = read_instance(path)
    typed = typed_in(instance)
    keys = {(each.rule, each.restriction.item) for each in problem_of(instance).priced}
    assert keys
    for rule, item in sorted(keys):
        words = VOICES[rule].asks(instance, item)
        assert is_known(words), words
        assert in_french(words) != words
        assert untyped(words, typed) == [], words
