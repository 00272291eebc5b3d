"""Words of the notices, in the languages they are known in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from scheduler.publishing.languages import spoken
from scheduler.publishing.notices.news import Turn
from scheduler.translations import counted, translated


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language; what stands in braces is filled in."""

    language: str
    subject: str
    """Short title of the conference, what has changed, number of the release."""
    first_subject: str
    """Short title of the conference, number of the release."""
    counts: Mapping[Turn, tuple[str, str]]
    """What has become of one session, and of several, in English: `count` says it."""
    whom: str
    opening: str
    """Number and title."""
    first_opening: str
    """The same, for whom all is new."""
    draft: str
    turns: Mapping[Turn, str]
    elsewhere: str
    """What has become of a session whose reader was online, or is now."""
    told: str
    """What has become of a session, its title."""
    before: str
    now: str
    when: str
    where: str
    role: str
    roles: Mapping[str, str]
    """What the reader does in a session; nothing is said of roles that are not here."""
    there: str
    """The hours on the clocks of the reader."""
    join: str
    comes: str
    """Items that a session did not deal with, each with its time."""
    goes: str
    """Items with which it deals no longer."""
    retimed: str
    """Items that are dealt with at another time, each with it."""
    link: str
    """Address of the session on the page."""
    note: str
    untimed: str
    """Heading of new items without a time."""
    others: str
    """How many more there are."""
    page: str
    attached: str
    reason: str
    """Why the reader gets this."""

    def count(self, turn: Turn, number: int) -> str:
        """Return what has become of so many sessions."""
        return counted(self.counts[turn], number, self.language).format(number)


ENGLISH = Words(
    language="en",
    subject="{title}: {changes} (release {number})",
    first_subject="{title}: your programme (release {number})",
    counts={
        Turn.ADDED: ("1 new", "{} new"),
        Turn.RESTORED: ("1 takes place after all", "{} take place after all"),
        Turn.CANCELLED: ("1 cancelled", "{} cancelled"),
        Turn.LEFT: ("1 no longer yours", "{} no longer yours"),
        Turn.MOVED: ("1 moved", "{} moved"),
        Turn.ROOM: ("1 in another room", "{} in other rooms"),
        Turn.AGENDA: ("1 with another agenda", "{} with other agendas"),
    },
    whom="For: {}",
    opening="Release {number} of the programme of {title} changes the following for you.",
    first_opening="This is your programme at {title}, as of release {number}.",
    draft="It is a draft: sessions may still change.",
    turns={
        Turn.ADDED: "NEW",
        Turn.RESTORED: "TAKES PLACE AFTER ALL",
        Turn.CANCELLED: "CANCELLED",
        Turn.LEFT: "NO LONGER IN YOUR PROGRAMME",
        Turn.MOVED: "MOVED",
        Turn.ROOM: "ANOTHER ROOM",
        Turn.AGENDA: "ANOTHER AGENDA",
    },
    elsewhere="ANOTHER PLACE",
    told="{turn}: {title}",
    before="Before: {}",
    now="Now: {}",
    when="When: {}",
    where="Where: {}",
    role="Your role: {}",
    roles={
        "chair": "chair",
        "moderator": "moderator",
        "speaker": "speaker",
        "interpreter": "interpreter",
        "rapporteur": "rapporteur of an item",
        "expert": "expert on an item",
    },
    there="For you: {}",
    join="Join: {}",
    comes="On the agenda now: {}",
    goes="No longer on the agenda: {}",
    retimed="At another time: {}",
    link="On the page: {}",
    note="Note: {}",
    untimed="New in the programme, without a time:",
    others="and {} more",
    page="The whole programme: {}",
    attached="The attached calendar file holds these sessions as they are now. If you subscribe to your "
    "calendar, it shows the changes by itself, and you need not open the file.",
    reason="You receive this because these sessions are in your programme. {organiser} <{email}>",
)


@lru_cache
def words_in(language: str) -> Words:
    """Return the words of a language; English ones, where it is not known."""
    own = spoken(language)
    words = translated(replace(ENGLISH, counts={}), own, "notices")
    return replace(words, language=own, counts=ENGLISH.counts)
