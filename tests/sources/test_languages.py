"""The languages that a session needs: those of its pool, or some of them."""

from pathlib import Path

from scheduler.instance import languages_of
from tests.sources.files import VALID
from tests.sources.variants.files import varied


def test_a_session_needs_fewer_languages_and_all_again(tmp_path: Path) -> None:
    """Of its pool, in the order of the pool; nothing said is all of them."""
    change = "  - change: {sessions: {com1-1: {languages: %s}}}\n"
    base = VALID.replace("interpretation: two\n", "interpretation: two\n    languages: [en]\n")
    for said, spoken in (("[fr]", ("fr",)), ("[fr, en]", ("en", "fr")), ("null", ("en", "fr"))):
        other = varied(tmp_path, change % said, base)
        assert languages_of(other, other.session_by_id["com1-1"]) == spoken
        assert languages_of(other, other.session_by_id["com1-2"]) == ()
