"""No canary sings where everybody hears it; and there is one in every field that can be private."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.instance import Instance
from scheduler.sources import read_instance
from tests.privacy.conftest import CAGE, MAILBOXES, Published
from tests.privacy.fields import Field, counted, number_fields, text_fields
from tests.privacy.fields import said as said_in
from tests.privacy.songs import CANARY, LOUD, ZONES, heard, numbers, sung, times, unpacked
from tests.web.running import client, running

PUBLIC: frozenset[Field] = frozenset(
    {
        *(
            ("Instance", field)
            for field in (
                "name",
                "title",
                "short_title",
                "acronym",
                "languages",
                "translations",
                "levels",
            )
        ),
        *(("Room", field) for field in ("id", "title", "floor", "building", "parts", "place")),
        *(("Place", field) for field in ("id", "title", "country", "subdivision")),
        ("ExternalEvent", "place"),
        *(
            ("Walk", "between"),
            ("Published", "room"),
            ("Pin", "room"),
            ("Preference", "rooms"),
        ),  # rooms are no secret
        *(("OtherRoom", "title"), ("OtherRoom", "floor"), ("Venue", "title")),
        *(("OtherConference", "title"), ("OtherConference", "short_title")),
        *(("Office", "name"), ("Office", "email"), ("Publishing", "site")),
        *(("Publishing", "buildings"), ("Session", "stream"), ("Session", "code")),
        *(("Untimed", each) for each in ("id", "title", "kind", "body", "themes", "summary")),
        *(("Document", "languages"), ("Origin", "language")),  # tags: no canary has one
        *(("Posted", "address"), ("Posted", "document"), ("Translation", "untimed")),
        *(("OtherUntimed", "title"), ("OtherUntimed", "summary")),
        *(("Theme", "colour"), ("Translation", "rooms"), ("Translation", "buildings")),
    }
)
"""Fields that are for everybody whatever they say; texts of all others may be private."""

PUBLIC_NUMBERS: frozenset[Field] = frozenset(
    {
        *(
            ("Instance", "grid"),
            ("Instance", "late_after"),
            ("Instance", "late_until"),
            ("Band", "start"),
            ("Band", "end"),
        ),
        *(("DayProfile", "standard_starts"), ("Kind", "standard_starts")),
        *(("LateStep", "start"), ("Meal", "start"), ("Meal", "end")),
        ("Meal", "minutes"),  # a day at most
        *(("Hours", "start"), ("Hours", "end"), ("Pause", "start"), ("Pause", "end")),
        *(("DayWindow", "start"), ("DayWindow", "end")),
        *(("Session", "duration"), ("Venue", "latitude"), ("Venue", "longitude")),
        *(
            ("Order", "days_at_least"),
            ("Order", "days_at_most"),
            ("Session", "days"),
            ("Contact", "at_most"),
            ("ExternalEvent", "within"),
            ("Preparation", "days"),
            ("Deadline", "days"),
        ),  # 800 at most: not to be told apart
        *(("Item", "settled"), ("ItemOrder", "nights")),  # percent; 60 at most
        *(("Quota", "at_least"), ("Panel", "at_least"), ("PanelRole", "at_least")),
    }
)
"""Fields whose numbers are for everybody, are hours, or cannot be so large that one would know them."""


def test_there_is_a_canary_in_every_field_that_may_be_private() -> None:
    """A new one that code of publishing reads has to be put in the cage, or said to be public."""
    singing = {field for field, text in said_in(read_instance(CAGE)) if "canary" in text.lower()}
    assert len(singing) > 50
    assert text_fields() - singing - PUBLIC == set()
    assert not singing & PUBLIC


def test_there_is_a_canary_in_every_number_that_may_be_private() -> None:
    """Of five digits, or of three decimals; none is there twice."""
    loud = [(field, value) for field, value in counted(read_instance(CAGE)) if value >= LOUD]
    singing = {field for field, _ in loud}
    assert number_fields() - singing - PUBLIC_NUMBERS == set()
    assert not singing & PUBLIC_NUMBERS
    assert len({value for _, value in loud}) == len(loud) > 40


def secrets(published: Published) -> Iterator[bytes]:
    """Yield what nobody may hear but those whom it concerns."""
    yield CANARY
    yield from (token.lower().encode() for token in published.tokens.values())


@pytest.mark.slow
def test_nothing_that_is_made_for_everybody_sings(published: Published) -> None:
    """Feeds, pages and exports in all forms and languages; their names; what commands say of them."""
    files = [*published.files("site", "exports")]
    assert len(files) > 50
    assert {Path(name).suffix for name, _ in files} >= {".ics", ".html", ".xlsx", ".csv", ".pdf"}
    for secret in secrets(published):
        assert secret not in published.said.lower()
        for name, content in files:
            assert secret not in name.lower().encode()
            assert secret not in heard(content), name
    assert not sung(published.said.lower())
    for name, content in files:
        if not name.endswith("pdf"):  # which is packed, and has a test of its own
            assert not sung(heard(content)), name
    assert b"Release 2: " in published.said


@pytest.mark.slow
def test_nothing_in_a_handout_sings(published: Published) -> None:
    """Texts in a PDF are packed: another program reads them."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    handouts = [each for each, _ in published.files("exports") if each.endswith("pdf")]
    assert len(handouts) == 3
    for name in handouts:
        command = [reader, str(published.folder / name), "-"]
        read = subprocess.run(command, capture_output=True, check=True).stdout.lower()
        assert (b"news" if "agenda" in name else b"report") in read
        assert CANARY not in read
        assert not sung(read)


@pytest.mark.slow
def test_names_of_personal_feeds_tell_nothing(published: Published) -> None:
    """They are tokens; the list of whose they are lies elsewhere."""
    for name, content in published.files("own"):
        assert CANARY not in name.encode()
        if "/personal/" not in name:
            assert CANARY not in heard(content), name
            assert not sung(heard(content)), name


SINGERS = frozenset({"linnet", "merle"})
"""Persons of whom everybody may know."""
NAMED = {"en": (b"linnet the singer", b"merle the singer"), "fr": (b"linnet la chanteuse",)}
"""Who is to be named to everybody: by an own wish, and by a role."""


@pytest.mark.slow
def test_who_is_public_is_named_where_everybody_reads(published: Published) -> None:
    """On the page, where it is searched, in both schedules, and in calendars."""
    files = dict(published.files("site", "exports"))
    for language, names in NAMED.items():
        page = heard(files[f"site/{language}/index.html"])
        for name in names:
            facts = re.findall(rb"<dd>(.*?)</dd>", page, re.DOTALL)  # which are searched
            assert any(name in fact for fact in facts), name
            for form in ("json", "schedule.json", "schedule.xml"):
                found = [each for each in files if each.startswith(f"exports/{language}.")]
                assert any(name in heard(files[each]) for each in found), form
            calendars = [heard(c) for n, c in files.items() if f"/feeds/{language}/" in n]
            assert any(name in each for each in calendars), name


def told(published: Published) -> Iterator[tuple[str, str, bytes]]:
    """Yield what each participant is told, with where it stands: feeds, texts, messages and calendars."""
    owner = {token: name for name, token in published.tokens.items()}
    for path, content in published.files("own", "letters", "first-letters"):
        stem = Path(path).stem.removeprefix("delegation-")
        if "/personal/" in path or not path.startswith("own"):
            said = unpacked(content) if path.endswith("eml") else content
            yield owner.get(stem, stem), path, heard(said)


@pytest.mark.slow
def test_what_one_is_told_names_nobody_else(published: Published) -> None:
    """Nor what is behind doors, but to its chair; nor what is for planners alone."""
    instance = read_instance(CAGE)
    owners = {each.id: each.title or "" for each in instance.people}
    owners |= {each.id: each.title or "" for each in instance.delegations}
    assert owners.keys() == MAILBOXES.keys() == published.tokens.keys()
    shown = {*owners, *owners.values(), *MAILBOXES.values(), "panel", "opening"}
    everything = {text for _, text in said_in(instance) if "canary" in text.lower()}
    closed = {each for each in everything - shown if _is_of_closed(each)}
    assert len(closed) > 12
    everything -= {"https://canary.example/opening", "https://canary.example/panel"}
    heard_by = Counter[str]()
    for name, path, content in told(published):
        heard_by[name] += 1
        own = {name, owners[name], MAILBOXES[name], *_in_french(instance, name)}
        own |= closed if name == "canary-ada" else set()
        others = MAILBOXES.keys() - own - SINGERS
        for other in (*(everything - own), *others, *published.tokens.values()):
            assert not _occurs(other, content), path
        for other, mailbox in MAILBOXES.items():
            assert other == name or mailbox.encode() not in content, path
    assert min(heard_by[name] for name in owners) >= 5  # two feeds, and three files of a notice


@pytest.mark.slow
def test_what_one_is_told_counts_nobody_and_places_nobody_else(published: Published) -> None:
    """How many come is for the organisers; where one is at home, and when one meets, for whom it concerns."""
    for name, path, content in told(published):
        assert not numbers().search(content), path
        assert bool(times().search(content)) <= (name == "canary-ada"), path
        assert not [each for owner, each in ZONES.items() if each in content and owner != name], (
            path
        )


def _in_french(instance: Instance, name: str) -> Iterator[str]:
    french = instance.translations["fr"]
    for table in (french.people, french.delegations):
        if name in table:
            yield table[name].title or ""


def _occurs(text: str, content: bytes) -> bool:
    """Tell whether a text stands by itself in what somebody is told, in lower case."""
    return bool(
        re.search(rb"(?<![\w-])" + re.escape(text.lower().encode()) + rb"(?![\w-])", content)
    )


def _is_of_closed(text: str) -> bool:
    words = ("closed", "fermé", "description", "exposé", "kind", "sorte", "body", "organe", "theme")
    invited = ("output", "résultat", "audience", "public", "class", "others", "autres")
    others = ("thème", "region", "région", "tongue", *invited)
    return any(word in text.lower() for word in (*words, *others))


@pytest.mark.slow
def test_the_canaries_do_sing_where_they_may(published: Published) -> None:
    """To those who are concerned, and to whom asks for private sessions; or else this would show nothing."""
    mine = b"".join(content for name, _, content in told(published) if name == "canary-ada")
    for song in (
        b"canary closed",
        b"canary closed item",
        b"(canary closed/1)",
        "canary fermé".encode(),
        b"canary description",
        b"canary-tongue",
    ):
        assert song in mine
    assert b"https://canary.example/closed" in mine
    assert times().search(mine)
    assert any(ZONES[name] in content for name, _, content in told(published) if name in ZONES)
    for path, content in published.files("inner"):
        assert numbers().search(heard(content)), path
        assert times().search(heard(content)), path
        assert CANARY in heard(content), path


@pytest.mark.slow
def test_nothing_that_is_served_sings(published: Published, tmp_path: Path) -> None:
    """Every path of every file, what is not there, numbers, health; nor does the log, whatever was asked."""
    paths = [name.removeprefix("site") for name, _ in published.files("site")]
    picked = "+".join(("opening", "canary-closed", "canary-candidate", "unknown"))
    owner = {
        f"/feeds/{each}/personal/{token}.ics": name
        for name, token in published.tokens.items()
        for each in ("en", "fr")
    }
    own = [*owner]
    mine = ("/", "/en/", "/health", "/robots.txt", f"/feeds/fr/picked/{picked}.ics")
    slips = [f"{own[0]}x", f"/{own[0]}", "/feeds/en/sessions/canary-closed.ics", "/canary"]
    store = str(published.folder / "releases" / "cage.db")
    with running(tmp_path, store, conference="cage") as service, client(service) as ask:
        for path in own:
            answer = ask.get(path, headers={"Referer": path, "User-Agent": "canary"})
            sings = CANARY in heard(answer.content)
            assert (answer.status_code, sings) == (200, owner[path] not in SINGERS)
        for path in (*mine, *paths, *slips):
            for method in ("GET", "HEAD", "POST"):
                answer = ask.request(method, path, headers={"Cookie": own[0]})
                said = str(answer.headers).encode() + heard(answer.content)
                assert not [each for each in secrets(published) if each in said.lower()], path
                assert not sung(heard(answer.content)), path
                if method == "GET":
                    assert answer.status_code == (404 if path in slips else 200), path
        service.stop()
        log = service.log().lower().encode()
    assert log.count(b"/feeds/en/personal/{token}.ics") == len(published.tokens)
    assert not [each for each in secrets(published) if each in log]
    assert not [each for each in ZONES.values() if each in log]
