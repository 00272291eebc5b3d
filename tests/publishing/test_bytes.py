"""The bytes of feeds: what every parser on earth can read, whatever people write into titles."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.publishing.feeds import Feeds, ProgrammeFeed, TooLargeError
from scheduler.publishing.feeds.texts import cut_at_word, one_line, plain, width
from tests.publishing.releases import entry, full_release, named, place, release
from tests.publishing.strict import Refused, all_feeds, calendar_of, event_of, read

MARKS = ["\u2028", "\ufeff", "\u202e", "\u2066", "\u200f", "\U0001f469\u200d\U0001f680", "e\u0301"]
CONTROLS = ["\n", "\r", "\r\n", "\t", "\x00", "\x07", "\x1b", "\x7f", "\x85"]
SIGNS = [",", ";", "\\", "\\n", "\\N", '"', "^", "^n", ":", "=HYPERLINK(1)", "+1", "@x"]
WORDS = [
    "<script>",
    "</b>",
    "a < b",
    "ሰላም",
    "BEGIN:VEVENT",
    "\r\nATTENDEE:mailto:x@y.z",
    "x" * 10_000,
]
PIECES = st.sampled_from(MARKS + CONTROLS + SIGNS + WORDS)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30).map("".join)


def test_f02_lines_have_75_octets_and_no_letter_is_torn() -> None:
    """Letters of one to four bytes, in titles of every length around the fold."""
    for letter in ("a", "é", "ሰ", "🚀"):
        for length in range(50, 90):
            content = Feeds(release(entry("x", titles={"en": letter * length}))).made(
                ProgrammeFeed(), "en"
            )
            assert read(content).named("VEVENT")[0].text("SUMMARY") == letter * length


def test_f01_f03_every_feed_keeps_the_grammar() -> None:
    """The strict reader refuses odd lines, ends and controls, quotes, parts out of place or of order."""
    assert sum(1 for _ in all_feeds(full_release())) == 2 * (1 + 3 + 1 + 2 + 2 + 1 + 9 + 2 + 4)
    for _, _, content in all_feeds(full_release()):
        assert read(content).parts[0].name in {"VTIMEZONE", "VEVENT"}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"SUMMARY:X", b"SUMMARY:a,b"),
        (b"SUMMARY:X", b"SUMMARY:a\\b"),
        (b"SUMMARY:X", b"SUMMARY;X:a"),
        (b"SUMMARY:X", b"SUMMARY"),
        (b"SUMMARY:X", b"SUMMARY:\xff"),
        (b"SUMMARY:X", b"SUMMARY:a\x07"),
        (b"SUMMARY:X", b"SUMMARY:" + b"a" * 68),
        (b"SUMMARY:X", b"SUMMARY:X\r\nSUMMARY:X"),
        (b"SUMMARY:X", b"RRULE:FREQ=DAILY"),
        (b"SUMMARY:X", b"UID:X"),
        (b"SUMMARY:X\r\n", b"SUMMARY:X\n"),
        (b"VERSION:2.0", b"VERSION:1.0"),
        (b"END:VEVENT", b"END:VTODO"),
        (b";VALUE=DURATION", b""),
        (b"ORGANIZER;CN=Secretariat", b'ORGANIZER;CN="Secretariat'),
        (b"ORGANIZER;CN=Secretariat", b"ORGANIZER;CN=^x"),
    ],
)
def test_f03_the_strict_reader_is_strict(good: bytes, bad: bytes) -> None:
    """One fault in a feed that it has read is enough."""
    content = Feeds(release(entry("x"))).made(ProgrammeFeed(), "en")
    assert content.count(good) >= 1
    read(content)
    with pytest.raises(Refused):
        read(content.replace(good, bad, 1))


@settings(max_examples=60, deadline=None)
@given(title=TEXTS, about=TEXTS, where=TEXTS, maker=TEXTS)
def test_f04_whatever_is_written_is_read_again(
    title: str, about: str, where: str, maker: str
) -> None:
    """Texts come back as they are meant: escaped once, in each property."""
    made = release(
        entry("x", titles={"en": title}, descriptions={"en": about}, themes=("t",)),
        titles={"en": where},
        themes=(named("t", titles={"en": title}),),
        rooms=(place("A", titles={"en": where}),),
        organiser={"name": maker, "email": "office@tiny.example"},
    )
    calendar = calendar_of(made)
    event = calendar.named("VEVENT")[0]
    assert event.text("SUMMARY") == (one_line(title) or "x")
    assert plain(about)[:500] in event.text("DESCRIPTION")
    assert event.text("LOCATION").startswith((one_line(where) or "A")[:199].rstrip("… "))
    name = calendar.text("NAME")
    assert name == calendar.text("X-WR-CALNAME")
    assert name == cut_at_word(one_line(where) or "tiny", 60)
    assert event.get("CATEGORIES") == tuple(dict.fromkeys([one_line(title) or "t", "Meeting"]))
    assert event.all("ORGANIZER")[0].parameters["CN"] == (one_line(maker) or "office@tiny.example",)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_f04_clean_texts_are_inert(text: str) -> None:
    """No control, no turn of direction, no tag; and cleaning twice is cleaning once."""
    for clean in (plain(text), one_line(text)):
        assert not any(
            unicodedata.category(letter) in {"Cc", "Cs"} for letter in clean.replace("\n", "")
        )
        assert not re.search("[\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]|<[A-Za-z/!?]", clean)
    assert plain(plain(text)) == plain(text)
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


def test_f04_a_backslash_before_a_letter_stays() -> None:
    r"""``\N`` in a title is two characters, not a new line."""
    event = event_of(release(entry("x", titles={"en": r"C:\News\new; a,b"})))
    assert event.all("SUMMARY")[0].text == r"C:\\News\\new\; a\,b"
    assert event.text("SUMMARY") == r"C:\News\new; a,b"


@pytest.mark.slow
def test_f05_descriptions_are_cut_before_a_feed_is_too_large() -> None:
    """300 sessions of 4,000 characters are 1.2 MB; so each has 600 characters at most in the programme."""
    text = {"en": "x" * 5_000}
    sessions = [entry(f"s{number}", descriptions=text, room="B") for number in range(300)]
    few = Feeds(release(*sessions[:200])).made(ProgrammeFeed(), "en")
    many = Feeds(release(*sessions)).made(ProgrammeFeed(), "en")
    assert 800_000 < len(few) <= 1_000_000
    assert len(many) <= 1_000_000
    whole, cut = (read(each).named("VEVENT")[0].text("DESCRIPTION") for each in (few, many))
    assert whole.startswith("x" * 3_900)
    assert cut.startswith("x" * 599 + "…\n\nType: Meeting\n\nProgramme: https://tiny.example/en/#s")
    assert width(whole) <= 4_000


@pytest.mark.slow
def test_f05_a_feed_that_cannot_be_small_is_refused() -> None:
    """1,600 sessions of some 700 bytes are no feed, and the message says what there is instead."""
    sessions = [entry(f"session-{number}") for number in range(1_600)]
    with pytest.raises(TooLargeError, match=r"1600 sessions make a feed of 1,\d{3},\d{3} bytes"):
        Feeds(release(*sessions)).made(ProgrammeFeed(), "en")
