"""What a release knows of a session and of its conference, in every language."""

from dataclasses import replace

from scheduler.instance import Instance
from scheduler.publishing.release_drafts import draft_release
from scheduler.schedule import Schedule
from tests.conference import conference, placed, session
from tests.publishing.programmes import FIRST, OFFICE, drafted, entry_of, forum


def bilingual() -> Instance:
    """Make a conference of which everything is known that can be published."""
    return conference(
        session(
            "talk",
            description="About maps.",
            themes=["maps"],
            people={"chair": ["bob"], "optional": ["ada"]},
            remote={"suva": 3},
            interpretation="two",
            stream="https://example.org/live",
            join="https://example.org/join?secret",
        ),
        session("lecture"),
        title="Forum",
        languages=["en", "fr"],
        publishing={"organiser": OFFICE, "buildings": {"main": "Centre"}},
        themes=[{"id": "maps", "title": "Maps", "colour": "teal"}],
        people=[{"id": "bob", "title": "Bob"}, {"id": "ada"}],
        regions=[{"id": "asp"}],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        delegations=[
            {
                "id": "fiji",
                "size": 1,
                "must": {"themes": ["maps"]},
                "wishes": {"kinds": ["meeting"]},
            },
            {"id": "chad", "size": 1, "wishes": {"sessions": ["talk"]}},
        ],
        interpretation=[{"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}],
        translations={
            "fr": {
                "conference": {"title": "Colloque"},
                "sessions": {"talk": {"title": "Exposé", "description": "Des cartes."}},
                "rooms": {"A": {"title": "Salle A"}},
                "buildings": {"main": {"title": "Centre de conférences"}},
            }
        },
    )


def test_what_is_known_of_a_session() -> None:
    """Titles in both languages, who must and who wishes to come, and where remote people are."""
    release = drafted(bilingual(), talk="Mon 09:00 A", lecture="Tue 09:00 A")
    talk, lecture = entry_of(release, "talk"), entry_of(release, "lecture")
    assert talk.titles == {"en": "Talk", "fr": "Exposé"}
    assert talk.descriptions == {"en": "About maps.", "fr": "Des cartes."}
    assert lecture.titles == {"en": "Lecture"}
    assert [(each.person, each.role) for each in talk.attendees] == [
        ("ada", "optional"),
        ("bob", "chair"),
    ]
    assert (talk.delegations, talk.wishing) == (("fiji",), ("chad",))
    assert (lecture.delegations, lecture.wishing) == ((), ("fiji",))
    assert (talk.sites, talk.languages) == ({"suva": 3}, ("en", "fr"))
    assert (talk.stream, talk.join) == (
        "https://example.org/live",
        "https://example.org/join?secret",
    )


def test_who_is_given_a_seat_attends() -> None:
    """Beside those who have a role, and sorted among them."""
    panel = {"roles": [{"id": "guests", "people": ["ada", "eve"], "at_least": 2}]}
    people = [{"id": "ada"}, {"id": "bob"}, {"id": "eve"}]
    instance = forum(session("talk", people={"chair": ["bob"]}, panel=panel), people=people)
    (empty,) = placed(instance, talk="Mon 09:00 A").assignments
    schedule = Schedule.of([replace(empty, seated=("ada", "eve"))])
    talk = entry_of(draft_release(instance, schedule, None, published=FIRST), "talk")
    assert [(each.person, each.role) for each in talk.attendees] == [
        ("ada", "speaker"),
        ("bob", "chair"),
        ("eve", "speaker"),
    ]


def test_what_is_known_of_a_conference() -> None:
    """Names in both languages as far as they are given, a colour, and clocks of sites."""
    found = drafted(bilingual(), talk="Mon 09:00 A", lecture="Tue 09:00 A").conference
    assert found.titles == {"en": "Forum", "fr": "Colloque"}
    assert found.rooms[0].titles == {"en": "A", "fr": "Salle A"}
    assert found.rooms[0].building == {"en": "Centre", "fr": "Centre de conférences"}
    assert (found.themes[0].titles, found.themes[0].colour) == ({"en": "Maps"}, "teal")
    assert [(person.id, person.zone) for person in found.sites] == [("suva", "Pacific/Fiji")]
