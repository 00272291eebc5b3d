"""The report as a page: programmes are called what people call them."""

from scheduler.cli.views.report_page import Shown, headings
from tests.conference import conference, session


def called(*titles: str | None) -> tuple[str, ...]:
    """Return the headings of conferences with these titles, in files ``one-1``, ``one-2`` …"""
    instances = [conference(session("talk"), title=title) for title in titles]
    return headings(
        [Shown(f"one-{n}", each, None, ("", "")) for n, each in enumerate(instances, 1)]
    )


def test_titles_lose_what_all_begin_with() -> None:
    """The base that is called like the conference is the present plan."""
    assert called("Congress 2021, Addis", "Congress 2021, Addis, as it was") == (
        "Present plan",
        "As it was",
    )
    assert called("Congress, in spring", "Congress, in summer") == ("Spring", "Summer")
    assert called("Spring talks", "Summer talks") == ("Spring talks", "Summer talks")


def test_equal_titles_leave_the_names_as_words() -> None:
    """Also where there is no title; a title that comes again gets a number."""
    assert called("Congress", "Congress") == ("one 1", "one 2")
    assert called(None, None) == ("one 1", "one 2")
    assert called("Congress", "Congress, short", "Congress, short")[1:] == ("Short", "Short (2)")
    assert called("Congress", "Congress", "Congress, short") == ("Present plan", "One 2", "Short")
