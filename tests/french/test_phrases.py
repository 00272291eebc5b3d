"""Phrases are English text that can be said in French, of the same values."""

import json
import pickle
import re
from copy import deepcopy
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler.french import in_french, is_known
from scheduler.french.catalogue import templates
from scheduler.phrases import Capital, Figure, Phrase, say
from scheduler.wording import counted, day_text, full_date, listed, moment, points, when

ADDIS = ZoneInfo("Africa/Addis_Ababa")
TEN = datetime(2021, 10, 11, 7, tzinfo=UTC)


def test_a_phrase_is_its_english_text() -> None:
    """It is compared, joined and written as text, and a copy is as good as the phrase itself."""
    phrase = say("{} is closed for {} min of {}", "Hall A", 30, "Opening")
    assert phrase == "Hall A is closed for 30 min of Opening"
    assert json.dumps([phrase]) == '["Hall A is closed for 30 min of Opening"]'
    for copy in (pickle.loads(pickle.dumps(phrase)), deepcopy(phrase)):
        assert isinstance(copy, Phrase)
        assert (
            in_french(copy)
            == in_french(phrase)
            == "Hall A : fermeture de 30\u00a0min pendant Opening".replace(" :", "\u00a0:")
        )


@pytest.mark.parametrize(("number", "french"), [(0, "0 séance"), (1, "1 séance"), (2, "2 séances")])
def test_french_counts_nothing_as_one(number: int, french: str) -> None:
    """Where English says ``0 sessions``, French says ``0 séance``."""
    assert in_french(counted(number, "session")) == french


def test_numbers_have_narrow_spaces_and_commas() -> None:
    """Thousands are set apart by a space at which no line breaks, and decimals by a comma."""
    assert in_french(counted(1119, "session")) == "1\u202f119 séances"
    assert in_french(say("{} min", 1119)) == "1\u202f119\u00a0min"
    assert in_french(points(4_095_250)) == "4\u202f095,25"


@pytest.mark.parametrize(
    ("day", "french"), [(11, "lun. 11 oct."), (1, "ven. 1er oct."), (2, "sam. 2 oct.")]
)
def test_the_first_of_a_month_is_no_number(day: int, french: str) -> None:
    """French says ``1er`` of the first, and numbers of all others."""
    assert in_french(day_text(date(2021, 10, day))) == french
    assert in_french(full_date(date(2021, 10, day))) == f"{french} 2021"


def test_an_abbreviation_ends_a_sentence_with_one_stop() -> None:
    """The stop of a month is that of its sentence, too; what is not at an end keeps its own."""
    eighth = day_text(date(2021, 11, 8))
    assert in_french(say("{}.", eighth)) == "lun. 8 nov."
    assert in_french(say("{}.", "tue..thu")) == "tue..thu."
    assert in_french(say("{}.", "and so on..")) == "and so on..."
    assert in_french(say("{}", "so..")) == "so.."


def test_hours_are_said_as_french_says_them() -> None:
    """Full hours have no minutes; what ends on another day names it."""
    assert in_french(moment(TEN, ADDIS)) == "lun. 11 oct. à 10\u00a0h"
    half_past = TEN.replace(minute=30)
    said = "lun. 11 oct. de 10\u00a0h à 10\u00a0h\u00a030"
    assert in_french(when(TEN, half_past, ADDIS)) == said
    late = when(TEN, half_past.replace(day=12), ADDIS)
    assert in_french(late) == "du lun. 11 oct. à 10\u00a0h au mar. 12 oct. à 10\u00a0h\u00a030"


def test_names_stay_as_they_are() -> None:
    """What planners have typed is in no catalogue, even where it is a word of one."""
    assert in_french("two") == "two"
    assert in_french(listed(["Opening", "one", "two"])) == "Opening, one et two"
    assert in_french(say("{} and {}", "{}", "a|b")) == "{} et a|b"


def test_what_is_not_known_stays_english_and_says_so() -> None:
    """A template without French is told apart, wherever in a sentence it stands."""
    assert in_french(say("{} on the moon", "Hall A")) == "Hall A on the moon"
    assert not is_known(say("{} and {}", "a", say("on the moon")))
    assert not is_known("on the moon")
    assert is_known(say("{}: {}", "Hall A", "on the moon"))
    assert is_known(Capital(say("too early")))


def test_a_capital_and_a_sum_are_phrases_still() -> None:
    """Sentences begin with a capital in both languages, and what is put together stays known."""
    assert (str(Capital(say("too early"))), in_french(Capital(say("too early")))) == (
        "Too early",
        "Trop tôt",
    )
    assert in_french(say("too early") + ", " + say("too late")) == "trop tôt, trop tard"
    assert in_french(Figure("+1,234.5")) == "+1\u202f234,5"


def test_a_semicolon_stands_apart_wherever_a_template_begins() -> None:
    """No sign that stands high has a letter, or nothing, before it, also where something is added."""
    for french in templates().values():
        assert not re.search(r"(?:^|[|\w])[;!?]", french), french


def test_what_is_filled_in_needs_no_other_words() -> None:
    """No *pour du*, no *de* before a vowel, and one form for those who are one and those who are many."""
    days = say("{} to {}", day_text(date(2021, 11, 9)), day_text(date(2021, 11, 11)))
    engage = say("engage {} of {} for {} alone", counted(1, "more team"), "Anglais", days)
    assert in_french(engage) == (
        "engager 1 équipe de plus (Anglais), du mar. 9 nov. au jeu. 11 nov. seulement"
    )
    cares = say("cares for {}, and not for {}", "Infrastructure", "Access")
    assert in_french(cares) == "a pour thème Infrastructure, et non Access"
    would = say("{} ({}) would attend", "Regulators", counted(70, "person", "people"))
    assert in_french(would) == "Regulators (70 personnes)\u00a0: souhait d’assister à"
