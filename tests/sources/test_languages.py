"""The languages that a session needs: those of its pool, or some of them."""

from pathlib import Path

import pytest

from scheduler.instance import languages_of
from tests.sources.files import VALID, changed, troubles
from tests.sources.variants.files import varied

# What is exchanged, for what, and the whole complaint. Lines are those of the valid file.
FAULTS = {
    "a language that the pool lacks": (
        "interpretation: two\n",
        "interpretation: two\n    languages: [en, frr]\n",
        (
            '60: sessions[com1-1].languages[2]: found "frr", expected a language of the interpretation pool '
            '"two". Maybe "fr"?'
        ),
    ),
    "languages without interpretation": (
        "interpretation: two\n",
        "languages: [fr]\n",
        (
            "59: sessions[com1-1].languages: found languages of a session without interpreters, "
            "expected `interpretation` beside it: the pool whose languages these are. "
            'Maybe "two"?'
        ),
    ),
    "no language at all": (
        "interpretation: two\n",
        "interpretation: two\n    languages: []\n",
        (
            "60: sessions[com1-1].languages: found an empty list, expected a list with at least one entry. "
            "For all languages of its pool leave `languages` out, and for none `interpretation`."
        ),
    ),
    "a language named twice": (
        "interpretation: two\n",
        "interpretation: two\n    languages: [fr, fr]\n",
        '60: sessions[com1-1].languages[2]: found "fr" again, expected each name once.',
    ),
}


@pytest.mark.parametrize(("old", "new", "complaint"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line_and_what_may_help(
    old: str, new: str, complaint: str
) -> None:
    """None but that one."""
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)


def test_a_session_needs_fewer_languages_and_all_again(tmp_path: Path) -> None:
    """Of its pool, in the order of the pool; nothing said is all of them."""
    change = "  - change: {sessions: {com1-1: {languages: %s}}}\n"
    base = VALID.replace("interpretation: two\n", "interpretation: two\n    languages: [en]\n")
    for said, spoken in (("[fr]", ("fr",)), ("[fr, en]", ("en", "fr")), ("null", ("en", "fr"))):
        other = varied(tmp_path, change % said, base)
        assert languages_of(other, other.session_by_id["com1-1"]) == spoken
        assert languages_of(other, other.session_by_id["com1-2"]) == ()
