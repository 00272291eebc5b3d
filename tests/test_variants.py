"""The variants that are shipped of the reference instance: readable, and what they are meant to be."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.explanation import screen
from scheduler.instance import Counts, Instance, Purpose
from scheduler.sources import read_instance

INSTANCES = Path(__file__).parent.parent / "instances"
FOLDER = INSTANCES / "wtdc21-addis"
SIX = ("legacy", "as-proposed", "as-adopted", "hybrid-fair", "two-teams", "short")


def variant(name: str) -> Instance:
    """Read a variant of the reference instance."""
    return read_instance(FOLDER / f"{name}.yaml")


def statements(instance: Instance) -> timedelta:
    """Return the time in which policy statements are read out."""
    delivered = [
        session.duration
        for session in instance.sessions
        if instance.kind_by_id[session.kind].purpose is Purpose.STATEMENTS
    ]
    return sum(delivered, timedelta())


def test_the_six_are_there() -> None:
    """And what else there is extends one of them."""
    others = {path.stem for path in FOLDER.glob("*.yaml")} - set(SIX)
    assert {path.stem for path in FOLDER.glob("*.yaml")} >= set(SIX)
    for name in others:
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert re.search(rf"^extends: ({'|'.join(SIX)})\.yaml$", text, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_says_what_it_proposes_and_who_must_agree(path: Path) -> None:
    """In a few lines of a page, with a title that goes on where the base's ends."""
    found, base = read_instance(path), read_instance(INSTANCES / "wtdc21-addis.yaml")
    assert 40 < len(found.summary or "") < 250
    assert found.agreed_by
    assert (found.title or "").startswith(f"{base.title}, ")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_each_bears_the_name_of_its_file_and_says_why(path: Path) -> None:
    """Its first lines are a comment; nothing is called a side event."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert not re.search(r"side[ -]?event", text, re.IGNORECASE)
    assert read_instance(path).name == path.stem


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_all_but_one_may_have_a_programme(path: Path) -> None:
    """One team alone cannot serve all meetings, and the screening proves it."""
    certain = [trouble for trouble in screen(read_instance(path)) if trouble.certain]
    rules = {rule for trouble in certain for rule in trouble.rules}
    assert rules == ({"teams_exceeded"} if path.stem == "one-team" else set())


def test_as_proposed_keeps_the_asks() -> None:
    """No minute of statements, and dialogues in the first three days."""
    instance = variant("as-proposed")
    assert statements(instance) == timedelta()
    dialogues = [session for session in instance.sessions if session.kind == "dialogue"]
    assert len(dialogues) == 7
    assert instance.kind_by_id["dialogue"].first_days == 3
    assert instance.level("dialogue_after_first_days", "dialogue-trust") == "hard"
    assert instance.kind_by_id["thematic"].official_hours_only


def test_legacy_reads_statements_out_and_holds_no_dialogue() -> None:
    """Five blocks of 90 minutes in plenary; thematic sessions outside official hours."""
    instance = variant("legacy")
    assert statements(instance) == 5 * timedelta(minutes=90)
    assert not [session for session in instance.sessions if session.kind == "dialogue"]
    assert "morning" not in instance.kind_by_id["thematic"].bands
    assert not any(person.remote for person in instance.people)


def test_as_adopted_has_both() -> None:
    """Four blocks of statements beside the dialogues."""
    instance = variant("as-adopted")
    assert statements(instance) == 4 * timedelta(minutes=60)
    assert len([session for session in instance.sessions if session.kind == "dialogue"]) == 7


def test_hybrid_fair_minds_the_hours_of_the_farthest() -> None:
    """More for each minute of a region far away than the base for any."""
    base, fair = read_instance(INSTANCES / "wtdc21-addis.yaml"), variant("hybrid-fair")
    levels = [float(each.level("local_hours", "asp")) for each in (base, fair)]
    assert levels[1] > levels[0]


def test_one_team_is_too_few_counted_by_half_days() -> None:
    """Eight half-days in each of two weeks, and what is needed at least."""
    (trouble,) = (each for each in screen(variant("one-team")) if each.certain)
    said = (
        "Six official languages: at least 21 team half-days are needed from Mon 8 Nov to Fri 19 Nov, "
        "16 are there."
    )
    assert trouble.message.startswith(said)


def test_fewer_languages_help_two_teams_that_count_meetings() -> None:
    """In all languages they are too few, and that is proved; counted by half-days they are not."""
    fewer, two = variant("two-teams-fewer-languages"), variant("two-teams")
    assert (fewer.interpretation[0].counts, two.interpretation[0].counts) == (
        Counts.MEETINGS,
        Counts.HALF_DAYS,
    )
    tables = json.loads(two.model_dump_json(by_alias=True))
    tables["interpretation"][0]["counts"] = "meetings"
    by_meeting = Instance.model_validate_json(json.dumps(tables))
    certain = [trouble for trouble in screen(by_meeting) if trouble.certain]
    assert {trouble.rules for trouble in certain} == {("teams_exceeded",)}


def test_two_teams_are_two() -> None:
    """One less than in the base."""
    base, two = read_instance(INSTANCES / "wtdc21-addis.yaml"), variant("two-teams")
    assert (base.interpretation[0].teams, two.interpretation[0].teams) == (3, 2)


def test_short_has_nine_days_of_meetings() -> None:
    """Eleven in the base."""
    base = read_instance(INSTANCES / "wtdc21-addis.yaml")
    assert (len(base.working_dates), len(variant("short").working_dates)) == (11, 9)
