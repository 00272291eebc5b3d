"""Every rule of the catalogue has its three voices and its section in docs/background/rules.md."""

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from scheduler.catalogue import FAMILIES, HARD, RULES, Rule, name_of
from scheduler.explanation.conflicts.collisions import culprit_of
from scheduler.instance import Instance
from scheduler.rules import items_of
from scheduler.sources import read_instance
from tests.acceptance.broken import BROKEN
from tests.agreement.tiny import TINY

DOCS = Path(__file__).parents[1] / "docs" / "background" / "rules.md"
INSTANCES = Path(__file__).parents[1] / "instances"
VOICES = ("scheduler.rules", "scheduler.evaluation")
EVERY_RULE = pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))


def sections() -> dict[str, str]:
    """Return the text below each heading of the third level, by heading."""
    parts = re.split(r"^#{2,3} ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    headed = (part.partition("\n") for part in parts)
    return {heading: text for heading, _, text in headed if heading in RULES}


def public_functions(module: ModuleType) -> set[str]:
    """Return the names of the functions that a module defines for others."""
    return {
        name
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models inside a type such as ``tuple[Room, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def fields_of(model: type[BaseModel]) -> set[str]:
    """Return the keys that a model has in a file."""
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize("package", VOICES)
@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_defines_its_rules_and_nothing_else(family: str, package: str) -> None:
    """One function of the rule's name in the module of its family, in both packages."""
    rules = {rule.id for rule in RULES.values() if rule.family == family}
    functions = public_functions(import_module(f"{package}.{family}"))
    if (package, family) == ("scheduler.rules", "items"):
        # What rules of sessions ask of agendas is there, too.
        functions -= RULES.keys() - rules
    assert functions == rules


@EVERY_RULE
def test_both_voices_of_a_rule_say_what_they_do(rule: Rule) -> None:
    """A docstring on either side."""
    for package in VOICES:
        voice = getattr(import_module(f"{package}.{rule.family}"), rule.id)
        assert inspect.getdoc(voice), package


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


def test_the_document_describes_the_rules_of_the_catalogue_family_by_family() -> None:
    """Each rule once, in the order of the families, and each in the table of contents."""
    by_family = sorted(RULES.values(), key=lambda rule: FAMILIES.index(rule.family))
    text = DOCS.read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", text, flags=re.MULTILINE) == [each.id for each in by_family]
    contents = text.partition("\n## ")[0]
    listed = re.findall(r"\[(\w+)\]\(#\1\)", contents)
    assert listed == [each.id for each in by_family]


@EVERY_RULE
def test_the_document_says_what_the_catalogue_says(rule: Rule) -> None:
    """The sentence word for word, unit, item and default level."""
    sentence, _, rest = sections()[rule.id].strip().partition("\n")
    assert sentence == f"> {rule.sentence}"
    default = rule.default if isinstance(rule.default, str) else f"{rule.default:g}"
    assert f"\n- Unit: {rule.unit} · item: {rule.item} · default: {default}\n" in f"\n{rest}"


@EVERY_RULE
def test_the_document_gives_a_formula_an_example_and_fields_that_exist(rule: Rule) -> None:
    """Each field that a rule reads is one of the instance's tables, or a column of one."""
    _, reads, rest = sections()[rule.id].partition("- Reads:")
    fields, formula, example = rest.partition("```math\n")
    assert reads
    assert formula
    assert example.partition("\n```\n")[2].strip()
    named = re.findall(r"`([^`]+)`", fields)
    assert named
    for name in named:
        table, _, column = name.partition(".")
        assert table in Instance.model_fields, name
        models = models_in(Instance.model_fields[table].annotation)
        assert not column or any(column in fields_of(model) for model in models), name


@EVERY_RULE
def test_every_rule_has_a_name_for_people(rule: Rule) -> None:
    """A few words of its own, in which its id is not."""
    said = name_of(rule.id)
    assert said.lower() != rule.id.replace("_", " ")
    assert 2 <= len(said.split()) <= 9
    assert [name_of(each) for each in RULES].count(said) == 1
