"""Items without a time: read, published, listed; never scheduled."""

import pytest

from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, exported
from scheduler.publishing.publicity import public, tells_news
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import is_same, restore_release
from scheduler.rules import problem_of
from tests.conference import conference, session
from tests.publishing.page.released import page
from tests.publishing.releases import DAY, FIRST, drafted, forum
from tests.publishing.strict import all_feeds

STATEMENT: dict[str, object] = {
    "id": "statement-kenya",
    "title": "Statement of Kenya",
    "kind": "statement",
    "body": "plenary",
    "themes": ["climate"],
    "summary": "On networks that stand\nthe heat.",
    "published": {"address": "https://example.org/kenya", "document": "INF/12"},
}
TABLES = {
    "kinds": [
        {"id": "meeting", "bands": ["morning"]},
        {"id": "statement", "title": "Policy statement", "bands": ["morning"]},
    ],
    "bodies": [{"id": "plenary", "title": "Plenary"}],
    "themes": [{"id": "climate", "title": "Climate"}],
}


def told(*items: dict[str, object], **tables: object) -> Instance:
    """Make a conference of a talk and of items without a time."""
    return forum(session("talk"), untimed=[*items], **(TABLES | tables))


def published(*items: dict[str, object], before: Release | None = None) -> Release:
    """Publish a talk and these items."""
    return drafted(told(*items), before, 0 if before is None else 1, talk="Mon 09:00 A")


def test_what_has_no_time_is_nothing_to_place() -> None:
    """The problem of the search is the same with and without, and so is every feed."""
    assert problem_of(told(STATEMENT)) == problem_of(told())
    assert [*all_feeds(published(STATEMENT))] == [*all_feeds(published())]


def test_a_release_lists_it_and_writes_nothing_where_there_is_none() -> None:
    """With where it is published; its kind and body are in the tables for everybody."""
    (item,) = public(published(STATEMENT)).conference.untimed
    assert (item.address, item.document) == ("https://example.org/kenya", "INF/12")
    assert [kind.id for kind in public(published(STATEMENT)).conference.kinds] == [
        "meeting",
        "statement",
    ]
    assert "untimed" not in published().model_dump_json()


def test_another_item_is_a_release_of_its_own() -> None:
    """Though no session changes; and it goes with a roll-back."""
    before = published()
    after = published(STATEMENT, before=before)
    assert not is_same(after, before)
    assert is_same(published(STATEMENT, before=after), after)
    assert tells_news(before, after, ())
    restored = restore_release(told(STATEMENT), before, after, published=FIRST + 2 * DAY)
    assert restored.conference.untimed == ()


def test_the_name_of_a_private_body_is_no_secret_where_an_item_has_it() -> None:
    """An item is public, and says to whom it is addressed."""
    private = session("talk", private=True, body="plenary")
    instance = forum(private, session("lecture"), untimed=[STATEMENT], **TABLES)
    shown = public(drafted(instance, lecture="Mon 09:00 A"))
    assert [body.id for body in shown.conference.bodies] == ["plenary"]
    without = forum(private, session("lecture"), **TABLES)
    assert public(drafted(without, lecture="Mon 09:00 A")).conference.bodies == ()


def test_no_schedule_of_programs_has_it() -> None:
    """It has no time; nor is a section for it where there is none."""
    for form in (ExportForm.CSV, ExportForm.SCHEDULE_JSON, ExportForm.SCHEDULE_XML):
        assert b"statement-kenya" not in exported(published(STATEMENT), form)
    assert "Without a time" not in exported(published(), ExportForm.HTML).decode()
    assert 'id="_untimed"' not in page(published())


def test_the_frame_of_an_instance_has_it_without_minutes() -> None:
    """After the sessions; without any, the table is what it was."""
    frame = told(STATEMENT).to_pandas()
    assert [*frame.index] == ["talk", "statement-kenya"]
    assert frame.loc["talk", "minutes"] == 60
    assert frame["minutes"].isna().tolist() == [False, True]
    assert str(told().to_pandas()["minutes"].dtype) == "int64"


@pytest.mark.parametrize("people", [(1, 2), (1, None), (None, None)])
def test_the_frame_of_an_instance_has_whole_people(people: tuple[int | None, ...]) -> None:
    """Whether of all sessions, of some or of none it is known how many come."""
    instance = conference(session("a", attendance=people[0]), session("b", attendance=people[1]))
    column = instance.to_pandas()["attendance"]
    assert str(column.dtype) == "Int64"
    assert column.isna().tolist() == [each is None for each in people]
    assert column.dropna().tolist() == [each for each in people if each is not None]
