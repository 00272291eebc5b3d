"""Names of calendars: short, told apart at a glance, and never two alike for two different things."""

from typing import Any

from scheduler.publishing.feeds import (
    ForDelegation,
    ForPerson,
    OfBody,
    OfKind,
    OfRegion,
    OnTheme,
    ProgrammeFeed,
    Which,
)
from scheduler.publishing.feeds.tables import short_title_of
from scheduler.publishing.feeds.texts import width
from scheduler.publishing.records import Release
from tests.publishing.releases import (
    drafted,
    entry,
    forum,
    full_release,
    named,
    person,
    release,
)
from tests.publishing.strict import calendar_of

LONG = "World Conference on the Development of Telecommunications 2021, Addis Ababa"


def test_names_that_differ_at_their_ends_stay_apart() -> None:
    """They are cut at a word, and the id says which is meant: in any order, whichever there are."""
    office = "Minister of Communications and Digital Economy of the Republic of"
    longest = "m" * 62
    made = release(
        titles={"en": LONG},
        short_titles={"en": "WCD-21"},
        people=(
            person("kenya", titles={"en": f"{office} Kenya"}),
            person("korea", titles={"en": f"{office} Korea"}),
            *(person(f"{longest}-{end}", titles={"en": f"{office} {end}"}) for end in "ab"),
        ),
    )
    names = [calendar_of(made, ForPerson(each.id)).text("NAME") for each in made.conference.people]
    assert names[0] == "Minister of Communications and Digital… (kenya) – WCD-21"
    assert names[1] == "Minister of Communications and Digital… (korea) – WCD-21"
    assert len({*names}) == 4
    assert all(width(name) <= 60 and name.endswith(" – WCD-21") for name in names)


def _names(made: Release, *calendars: Which, language: str = "en") -> list[str]:
    return [calendar_of(made, which, language).text("NAME") for which in calendars]


def test_equal_titles_are_followed_by_what_they_are() -> None:
    """In the language of the feed, where they are equal in that."""
    titles = {"en": "Plenary", "fr": "Plénière"}
    made = release(
        bodies=(named("pl", titles=titles),),
        kinds=(named("meeting"), named("plenary", titles=titles | {"fr": "Séance plénière"})),
        regions=(named("afr", titles={"en": "Africa"}),),
        delegations=(named("africa", titles={"en": "Africa"}),),
        themes=(named("x", titles={"en": "Skills"}), named("y", titles={"en": "Skills"})),
    )
    assert _names(
        made, OfBody("pl"), OfKind("plenary"), OfRegion("afr"), ForDelegation("africa")
    ) == [
        "Plenary (body) – Tiny Conference",
        "Plenary (type) – Tiny Conference",
        "Africa – Tiny Conference",  # nobody may learn from it who sends a delegation
        "Africa (delegation) – Tiny Conference",
    ]
    assert _names(made, OnTheme("x"), OnTheme("y")) == [
        "Skills (theme x) – Tiny Conference",
        "Skills (theme y) – Tiny Conference",
    ]
    french = _names(made, OfBody("pl"), OfKind("plenary"), language="fr")
    assert [name.partition(" – ")[0] for name in french] == ["Plénière", "Séance plénière"]


def test_equal_titles_that_are_cut_stay_apart() -> None:
    """Even if their ids are equal too, and long."""
    title, id_ = {"en": "Meeting of the heads of all delegations and observers"}, "h" * 40
    made = release(
        bodies=(named(id_, titles=title),), kinds=(named("meeting"), named(id_, titles=title))
    )
    names = _names(made, OfBody(id_), OfKind(id_))
    assert names[0] != names[1]
    assert all(width(name) <= 60 and name.endswith(" – Tiny Conference") for name in names)


def test_a_private_body_is_not_betrayed_by_the_name_of_another_calendar() -> None:
    """A kind is called as if there were no such body, until that meets in public."""
    rows: dict[str, Any] = {
        "bodies": (named("pl", titles={"en": "Plenary"}),),
        "kinds": (named("meeting"), named("plenary", titles={"en": "Plenary"})),
    }
    private = release(entry("a", kind="plenary"), entry("b", body="pl", private=True), **rows)
    assert _names(private, OfKind("plenary")) == ["Plenary – Tiny Conference"]
    public = release(entry("a", kind="plenary"), entry("b", body="pl"), **rows)
    assert _names(public, OfKind("plenary")) == ["Plenary (type) – Tiny Conference"]


def test_a_conference_without_a_short_title_has_its_title_cut() -> None:
    """After a word."""
    for title, short in (("Forum", "Forum"), (LONG, "World Conference on the…"), ("", "tiny")):
        assert short_title_of(release(titles={"en": title}).conference, "en") == short


def test_the_short_title_of_the_instance_is_told_in_each_language() -> None:
    """That of a language, or else the first."""
    instance = forum(
        title=LONG,
        short_title="WCD-21",
        languages=["en", "fr", "es"],
        translations={"fr": {"conference": {"short_title": "CMD-21"}}},
    )
    conference = drafted(instance, talk="Mon 09:00 A", lecture="Tue 09:00 A").conference
    told = [short_title_of(conference, language) for language in ("en", "fr", "es")]
    assert told == ["WCD-21", "CMD-21", "WCD-21"]


def test_the_whole_programme_has_the_name_of_the_conference() -> None:
    """All of it, if it is short enough."""
    assert calendar_of(full_release()).text("NAME") == "Tiny Conference"
    made = release(titles={"en": LONG})
    assert calendar_of(made, ProgrammeFeed()).text("NAME") == LONG[:57] + "…"
    brief = release(titles={"en": LONG}, short_titles={"en": "WCD-21"})
    assert calendar_of(brief, ProgrammeFeed()).text("NAME") == "WCD-21"
