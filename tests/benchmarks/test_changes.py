"""Changes that break a published programme, and what is counted after them."""

from benchmarks.changes import changes
from benchmarks.resolve import mend
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.conference import conference, placed, room, session


def _published() -> tuple[Instance, Schedule]:
    """Return a conference of three days with a minister, in a big room and a small one."""
    instance = conference(
        session("plenary", people={"speaker": ["ada"]}),
        session("talk", people={"speaker": ["ben"]}),
        session("closing"),
        last_day="2021-11-10",
        person_classes=[{"id": "minister", "rank": 3}],
        people=[{"id": "ada", "class": "minister"}, {"id": "ben"}],
        rooms=[room("A"), room("B", capacity=99)],
    )
    programme = placed(instance, plenary="Mon 11:00 A", talk="Mon 09:00 B", closing="Wed 14:00 A")
    return instance, programme


def test_each_change_is_one_that_breaks_the_programme() -> None:
    """The small room stays open, and nobody minds when somebody without a rank comes.

    The big room is used once on Monday and once on Wednesday; Monday comes first. From noon of the third day
    on it holds the closing alone.
    """
    found = {change.words: change.broken for change in changes(*_published())}
    assert found == {"A closed from day 3 on": 1, "A closed on 08 Nov": 1, "ada a day late": 1}


def test_who_comes_a_day_late_comes_a_day_after_the_first_that_was_promised() -> None:
    """Hours of later days stay as they are; whoever would come for one day does not come."""
    instance, programme = _published()
    people = (
        [{"days": ["2021-11-08", "2021-11-10"]}, "2021-11-10T00:00"],
        [{"days": ["2021-11-08"]}, "2021-11-11T00:00"],
    )
    for available, expected in people:
        made = conference(
            *(each.model_dump(mode="json", by_alias=True) for each in instance.sessions),
            last_day="2021-11-10",
            person_classes=[{"id": "minister", "rank": 3}],
            people=[{"id": "ada", "class": "minister", "available": [available]}, {"id": "ben"}],
            rooms=[room("A"), room("B", capacity=99)],
        )
        late = next(each for each in changes(made, programme) if each.words == "ada a day late")
        window = late.instance.person_by_id["ada"].available[0]
        (start, _), *_ = window.spans(instance.zone)
        assert start.astimezone(instance.zone).isoformat(timespec="minutes")[:16] == expected


def test_a_broken_programme_is_mended_with_the_fewest_sessions_elsewhere() -> None:
    """The plenary takes the minister's second day; what it costs is counted, and how soon."""
    instance, programme = _published()
    late = next(each for each in changes(instance, programme) if each.words == "ada a day late")
    for first in (True, False):
        mended = mend(late.instance, programme, 5.0, 1, first=first)
        assert (mended.elsewhere, mended.at_least) == (1, 1)
        assert mended.first is not None
        assert mended.first <= mended.seconds
