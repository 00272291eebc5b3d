"""Phrases are English text that can be said in other languages, of the same values."""

import json
import pickle
from copy import deepcopy
from datetime import UTC, date, datetime
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from scheduler.phrases import Capital, Figure, Phrase, say
from scheduler.publishing.texts import lacking_for_planners
from scheduler.translations import DESK, PLANNERS, catalogue, in_language, languages
from scheduler.wording import chained, counted, day_text, listed, moment, points

TEN = moment(datetime(2021, 10, 11, 7, tzinfo=UTC), ZoneInfo("Africa/Addis_Ababa"))


def french(text: str) -> str:
    """Return a text in French, with plain spaces."""
    return in_language(text, "fr").replace("\u00a0", " ").replace("\u202f", " ")


def test_a_phrase_is_its_english_text() -> None:
    """It is compared, joined and written as text, and a copy is as good as the phrase itself."""
    phrase = say("{} is closed for {} min of {}", "Hall A", 30, "Opening")
    assert phrase == "Hall A is closed for 30 min of Opening"
    assert json.dumps([phrase]) == '["Hall A is closed for 30 min of Opening"]'
    for copy in (pickle.loads(pickle.dumps(phrase)), deepcopy(phrase)):
        assert isinstance(copy, Phrase)
        assert french(copy) == "Hall A : fermeture de 30 min pendant Opening"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (counted(0, "session"), "0 séance"),
        (counted(1, "session"), "1 séance"),
        (counted(1119, "session"), "1 119 séances"),
        (points(4_095_250), "4 095,25"),
        (Figure("+1,234.5"), "+1 234,5"),
        (day_text(date(2021, 10, 1)), "ven. 1er oct."),
        (TEN, "lun. 11 oct. à 10:00"),
        (say("{}.", day_text(date(2021, 11, 8))), "lun. 8 nov."),
        (say("{}.", "tue..thu"), "tue..thu."),
        ("two", "two"),
        (listed(["Opening", "one", "two"]), "Opening, one et two"),
        (say("{} and {}", "{}", "a|b"), "{} et a|b"),
        (Capital(say("too early")), "Trop tôt"),
        (chained([say("too early"), say("too late")], "; "), "trop tôt ; trop tard"),
        (say("{} on the moon", counted(2, "session")), "2 sessions on the moon"),
    ],
)
def test_what_is_said_in_french(text: str, said: str) -> None:
    """Numbers, dates and marks as its readers write them; names stay, and what is lacking is English."""
    assert french(text) == said


@pytest.mark.parametrize("language", languages()[1:])
def test_translations_have_all_values_of_the_english_ones(language: str) -> None:
    """A value may stand elsewhere, but none is lost."""
    for each in catalogue(language):
        if each.context in (PLANNERS, DESK):
            english = [each.id] if isinstance(each.id, str) else [*each.id]
            other = [each.string] if isinstance(each.string, str) else [*(each.string or ())]
            assert {*map(_holes, english)} == {*map(_holes, other)}, each.id


def _holes(template: str) -> tuple[str, ...]:
    """Return which values a template has, sorted."""
    names = (name for _, name, *_ in Formatter().parse(template) if name is not None)
    return tuple(sorted(name or str(place) for place, name in enumerate(names)))


def test_what_planners_read_is_listed_as_lacking() -> None:
    """All of it where participants alone have texts in a language; hardly anything in French."""
    assert len(lacking_for_planners("es")) > 1000 > len(lacking_for_planners("fr"))
