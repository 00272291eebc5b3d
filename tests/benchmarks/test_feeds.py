"""The conference whose feeds are measured."""

from benchmarks.feeds import contents, made_up, moved
from tests.publishing.strict import read


def test_every_participant_has_a_feed_and_one_session_in_twenty_moves() -> None:
    """20 rooms, 10 bodies, 12 themes, 8 kinds, 190 delegations, in two languages; all can be read."""
    release = made_up(participants=5, sessions=40)
    made = dict(contents(release))
    assert len(made) == 2 * (1 + 20 + 10 + 12 + 8 + 40 + 190 + 5)
    for path in ("feeds/en/programme.ics", "feeds/fr/personal/ForPerson-p0.ics"):
        assert read(made[path]).named("VEVENT")
    later = dict(contents(moved(release)))
    assert later.keys() == made.keys()
    stamps = later["feeds/en/programme.ics"].count(b"\r\nSEQUENCE:1\r\n")
    assert stamps == 40 / 20
