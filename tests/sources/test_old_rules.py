"""Old ids of rules: read with a note, by what each rule was about, and refused where two levels cannot be."""

from typing import Any

import pytest

from scheduler.catalogue import OLD_RULES, RULES, OldRuleWarning, current_rule
from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.sources.instances import read_changes, read_mapping
from tests.conference import conference, session

RELATIONS = [
    {"id": "apart", "wanted": "not_at_once"},
    {"id": "near", "wanted": "one_day"},
    {"id": "close", "wanted": "one_day"},
]


def read(**tables: Any) -> Instance:
    """Read a file with levels and other tables."""
    made = conference(session("a"), session("b"), relations=RELATIONS)
    return read_mapping(made.model_dump(mode="json", by_alias=True) | tables)


def of_relations(instance: Instance) -> dict[str, Any]:
    """Return the level of each relation."""
    return {each.id: instance.level("relation_missed", each.id) for each in instance.relations}


def test_old_ids_stand_for_rules_that_there_are() -> None:
    """And are none themselves."""
    assert all(old.rule in RULES for old in OLD_RULES.values())
    assert not OLD_RULES.keys() & RULES.keys()


def test_an_old_id_is_a_level_of_what_its_rule_was_about() -> None:
    """And a note says so, with its place."""
    with pytest.warns(OldRuleWarning, match="levels: the rule `related_on_other_days` is now"):
        instance = read(levels={"related_on_other_days": {"level": 2, "items": {"near": "hard"}}})
    assert of_relations(instance) == {"apart": 0.05, "near": "hard", "close": 2}


def test_old_ids_in_a_profile_are_read_too() -> None:
    """By the place of the profile."""
    with pytest.warns(OldRuleWarning, match=r"profiles\.calm: the rule `related_at_once`"):
        instance = read(profiles={"calm": {"related_at_once": "off"}}, profile="calm")
    assert of_relations(instance) == {"apart": "off", "near": 0.05, "close": 0.05}


def test_a_variant_may_use_an_old_id() -> None:
    """What it says comes after what it extends, under whatever id."""
    base = read(levels={"relation_missed": 3})
    change = {"set_level": {"rule": "related_at_once", "level": "hard"}}
    with pytest.warns(OldRuleWarning):
        instance = read_changes(base, [change], "variant")
    assert of_relations(instance) == {"apart": "hard", "near": 3, "close": 3}


def test_a_rule_that_is_no_old_one_stays_as_it_is() -> None:
    """Without a warning."""
    assert current_rule("late_hours") == "late_hours"
    assert current_rule("anything") == "anything"
    with pytest.raises(InstanceError, match="expected the id of a rule"):
        read(levels={"related_never": 1})


def test_an_old_id_of_some_items_of_a_rule_leaves_the_others_as_they_are() -> None:
    """What is exclusive is one sort of what nothing runs beside."""
    sessions = [session("a", exclusive=True)]
    with pytest.warns(OldRuleWarning, match="of `sessions` with `exclusive: True`"):
        instance = read(sessions=sessions, levels={"exclusive_broken": 5, "run_beside": "off"})
    assert instance.level("run_beside", "a") == 5
    assert instance.level("run_beside", "any other") == "off"


def test_two_levels_for_what_is_one_rule_now_are_refused() -> None:
    """Of what was about all that the rule is about."""
    with pytest.warns(OldRuleWarning), pytest.raises(InstanceError) as error:
        read(levels={"role_missing": 5, "panel_too_large": 2})
    assert "part of `panel_size_wrong`, which has one level." in str(error.value)
    for levels in ({"role_missing": 5}, {"role_missing": 5, "panel_too_large": 5}):
        with pytest.warns(OldRuleWarning):
            assert read(levels=levels).levels == {"panel_size_wrong": 5}
