"""Rosters for those who work by them: a table by teams, and a feed of each team."""

import json
from datetime import UTC, datetime

from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.feeds import Feeds, ForPerson
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from scheduler.schedule import Schedule
from tests.interpreted import full_day


def released(*, private: str = "", without: bool = False) -> Release:
    """Return a release of four meetings and two teams; without a roster, if that is wanted."""
    instance, schedule = full_day()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    tables["publishing"] = {"organiser": {"name": "Secretariat", "email": "office@example.org"}}
    for session in tables["sessions"]:
        session["private"] = session["id"] == private
    shown = Schedule.of(schedule.assignments) if without else schedule
    at = datetime(2021, 10, 1, tzinfo=UTC)
    known = Instance.model_validate_json(json.dumps(tables))
    return draft_release(known, shown, None, published=at, uids=iter("1234").__next__)


def test_the_table_has_a_record_for_each_session_of_each_team() -> None:
    """By team, then by time; what is private is in it only if asked for."""
    assert exported(released(), ExportForm.ROSTER).decode() == (
        "Team,Date,Start,End,Session,Room,Building,Interpretation,Id\r\n"
        '"Six languages, team 1",2021-11-15,09:30,10:30,A,A,,EN,a\r\n'
        '"Six languages, team 1",2021-11-15,14:30,15:30,D,A,,EN,d\r\n'
        '"Six languages, team 2",2021-11-15,09:30,10:30,B,B,,EN,b\r\n'
        '"Six languages, team 2",2021-11-15,11:30,12:30,C,B,,EN,c\r\n'
    )
    closed = released(private="d")
    assert b",D," not in exported(closed, ExportForm.ROSTER)
    assert b",D," in exported(closed, ExportForm.ROSTER, Settings(with_private=True))
    assert exported(released(without=True), ExportForm.ROSTER).count(b"\n") == 1


def test_each_team_has_a_feed_that_only_its_token_opens() -> None:
    """With what it serves, private or not, and nothing else."""
    feeds = Feeds(released(private="d"))
    teams = [each for each in feeds.personal if isinstance(each, ForPerson)]
    assert [each.id for each in teams] == ["six.team-1", "six.team-2"]
    titles = [
        [line for line in feeds.made(each, "en").decode().splitlines() if "SUMMARY" in line]
        for each in teams
    ]
    assert titles == [["SUMMARY:A", "SUMMARY:D"], ["SUMMARY:B", "SUMMARY:C"]]


def test_other_exports_say_nothing_of_teams() -> None:
    """Whoever works when is no matter of participants."""
    with_roster, without = released(), released(without=True)
    for form in (ExportForm.CSV, ExportForm.HTML, ExportForm.SCHEDULE_JSON):
        assert exported(with_roster, form) == exported(without, form)
