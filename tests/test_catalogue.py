"""Every rule of the catalogue has its three voices."""

import inspect
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from scheduler.catalogue import FAMILIES, HARD, RULES, Rule, name_of
from scheduler.evaluation.evaluator import FAMILIES as JUDGES
from scheduler.explanation.conflicts.collisions import culprit_of
from scheduler.instance import Instance
from scheduler.rules import items, items_of
from scheduler.rules.problem import MODULES
from scheduler.sources import read_instance
from tests.acceptance.broken import BROKEN
from tests.agreement.tiny import TINY

INSTANCES = Path(__file__).parents[1] / "instances"
VOICES = ("scheduler.rules", "scheduler.evaluation")
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def public_functions(module: ModuleType) -> set[str]:
    """Return the names of the functions that a module defines for others."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def home_of(family: str, package: str) -> ModuleType:
    """Return the module of a family in a package; small families stand with others."""
    home = MODULES.get(family, items) if package == "scheduler.rules" else JUDGES[family]
    assert isinstance(home, ModuleType)
    return home


@pytest.mark.parametrize("package", VOICES)
def test_modules_define_the_rules_of_their_families_and_no_others(package: str) -> None:
    """One function of the rule's name, in both packages."""
    homes = {home_of(family, package) for family in FAMILIES}
    for home in homes:
        rules = {rule.id for rule in RULES.values() if home_of(rule.family, package) is home}
        functions = public_functions(home) & RULES.keys()
        if home is items:  # what rules of sessions ask of agendas is there, too
            functions &= rules
        assert functions == rules


@EVERY_RULE
def test_both_voices_of_a_rule_say_what_they_do(rule: Rule) -> None:
    """A docstring on either side, and a formula on one."""
    asked, counted = (
        inspect.getdoc(getattr(home_of(rule.family, package), rule.id)) or "" for package in VOICES
    )
    assert asked.count("``") >= 2
    assert counted


@EVERY_RULE
def test_the_third_voice_of_a_rule_says_what_it_asks_and_where_that_stands(rule: Rule) -> None:
    """One sentence about an item, in words of its own, and a place in the file that has such a table."""
    asked = [
        culprit_of(instance, (rule.id, item), tuple(instance.session_by_id))
        for instance in _conferences()
        for item in sorted(items_of(instance, rule.id))
    ]
    assert asked, "no conference has anything to ask"
    for each in asked:
        assert not each.words.endswith((".", " "))
        assert rule.sentence.rstrip(".") not in each.words
        assert rule.id not in each.words
        assert each.path[0] in Instance.model_fields


@cache
def _conferences() -> tuple[Instance, ...]:
    """Return conferences in which each rule has something to count."""
    shipped = (read_instance(path) for path in sorted(INSTANCES.glob("*.yaml")))
    tiny = (each.instance(rule, HARD) for rule, each in TINY.items())
    return (*shipped, *tiny, *(broken.instance() for broken in BROKEN.values()))


@EVERY_RULE
def test_every_rule_has_a_name_for_people(rule: Rule) -> None:
    """A few words of its own, in which its id is not."""
    said = name_of(rule.id)
    assert said.lower() != rule.id.replace("_", " ")
    assert 2 <= len(said.split()) <= 9
    assert [name_of(each) for each in RULES].count(said) == 1
