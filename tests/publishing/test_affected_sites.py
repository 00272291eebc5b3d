"""What `publish` says of remote sites that a release affects."""

from datetime import timedelta

from scheduler.cli.views.release_report import Step, _affected
from tests.publishing.releases import changed, entry, person, release

ZONES = {
    "mexico-city": "America/Mexico_City",
    "suva": "Pacific/Fiji",
    "nadi": "Pacific/Fiji",
}
TALK = entry("talk", sites=dict.fromkeys(ZONES, 5))


def test_sites_are_called_by_their_cities() -> None:
    """Not by their ids, which are all the name that they have, unless two have one city."""
    sites = tuple(
        person(id_, zone=zone, remote=True, titles={"en": id_}) for id_, zone in ZONES.items()
    )
    late = changed(TALK, start=TALK.start + timedelta(hours=1), end=TALK.end + timedelta(hours=1))
    old, new = (
        release(each, number=number, sites=sites) for number, each in enumerate((TALK, late), 1)
    )
    step = Step(old, new)
    affected = dict(_affected(step, step.differences))
    assert affected["remote sites"] == ["Mexico City", "nadi", "suva"]
