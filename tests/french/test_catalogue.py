"""The French catalogues have each template of the sources, with the same values, and no other."""

import re
from importlib.resources import files
from itertools import starmap
from string import Formatter

from scheduler.catalogue import RULES
from scheduler.comparison.changes import Change
from scheduler.comparison.likeness import COUNTED
from scheduler.french import templates
from scheduler.french.catalogue import entries
from scheduler.french.phrases import has_words
from scheduler.publishing.differences import Change as Published
from scheduler.publishing.notices.news import Turn
from scheduler.wording import counting
from tests.french.templates import ROOT, sources, templates_of, texts_of

SPOKEN = (
    *("evaluation", "wording", "instance", "desk", "web", "comparison", "reporting"),
    *("cli/views/claims", "cli/views/report_page"),
    *("explanation/rules", "explanation/remedies", "explanation/wording"),
    "explanation/conflicts",
)
"""Rooms whose phrases are said in French."""
ELSEWHERE = frozenset(
    {
        *(
            "afternoon",
            "breakfast",
            "early",
            "evening",
            "late",
            "lunch",
            "morning",
            "night",
            "noon",
        ),
        *("duration", "attendance", "capacity", "teams", "hard", "off", "{} {}–{}", "{} {}–{} {}"),
        *("a whole number, {} or more", "a whole number of minutes from {} to {}"),
        *(change.words for change in Change),
        *(each.value for each in (*Turn, *Published)),
        *(rule.unit for rule in RULES.values()),
        *starmap(counting, COUNTED.values()),
        *(
            counting("other session"),
            counting("other body", "other bodies"),
            counting("working day"),
        ),
    }
)
"""What no source says in so many words: usual names of bands, some fields, levels, changes and units."""


def _in_pages() -> set[str]:
    """Return what templates of pages say."""
    pages = (ROOT / "reporting" / "templates").glob("*.html")
    return {said for page in pages for said in re.findall(r'_\("([^"]+)"', page.read_text("utf-8"))}


def _entries() -> list[tuple[str, str]]:
    paths = [each for each in files("scheduler.french").iterdir() if each.name.endswith(".po")]
    return [entry for path in paths for entry in entries(path.read_text(encoding="utf-8"))]


def _holes(template: str) -> list[int]:
    """Return which values a template has, sorted; those of the forms for one and several alike."""
    forms = []
    for form in template.split("|"):
        names = [name for _, name, *_ in Formatter().parse(form) if name is not None]
        forms.append(sorted(int(name) if name else place for place, name in enumerate(names)))
    assert all(form == forms[0] for form in forms), template
    return forms[0]


def test_each_phrase_of_the_sources_has_a_french_one() -> None:
    """A sentence that is new in a rule, at the desk or in a report needs its line in a catalogue."""
    said = templates_of(sources(*SPOKEN)) | {each for each in _in_pages() if has_words(each)}
    missing = said - {english for english, _ in _entries()}
    assert not missing, f"no French in scheduler/french/*.po: {sorted(missing)}"


def test_no_french_phrase_is_left_over() -> None:
    """What no source says any more has no line in a catalogue."""
    said = templates_of(sources(*SPOKEN)) | texts_of(sources(*SPOKEN)) | _in_pages() | ELSEWHERE
    assert sorted(english for english, _ in _entries() if english not in said) == []


def test_no_phrase_is_in_the_catalogues_twice() -> None:
    """Each English template has one French one."""
    known = [english for english, _ in _entries()]
    assert sorted({each for each in known if known.count(each) > 1}) == []


def test_french_phrases_have_all_values_of_the_english_ones() -> None:
    """A value may stand elsewhere, but none is lost, and there are two forms where English has two."""
    assert len(templates()) > len(_entries())  # names of rules, too
    for english, french in _entries():
        assert _holes(english) == _holes(french), english
        assert ("|" in french) == ("|" in english), english
