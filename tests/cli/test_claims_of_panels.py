"""What may be claimed of panels on which others sit, beside sessions that move."""

from dataclasses import replace

import pytest

from scheduler.cli.views.claims import made_room_in_words
from scheduler.replanning import Reseating
from tests.cli.test_claims import replanned
from tests.conference import conference, session

PANELLED = conference(session("talk", panel={"roles": [{"id": "all", "people": []}]}))
"""The same talk, with a panel."""
RESEATED = (Reseating("talk", ("ben",), ("ada",)),)


FEWER = "Proved: with fewer moves it is not possible"
LESS = "panels, or on as few and affects fewer people"
SEATS, NO_SEAT = ", with no more seats on these panels", " and no panel"


@pytest.mark.parametrize(
    ("gentlest", "panels", "proved", "among"),
    [
        (
            True,
            RESEATED,
            f"{FEWER}, and no other choice of as few has others on fewer {LESS}",
            SEATS,
        ),
        (False, RESEATED, f"{FEWER}; whether fewer panels would do is not known", SEATS),
        (False, (), FEWER, NO_SEAT),
    ],
)
def test_moves_are_proved_and_panels_are_told_apart(
    gentlest: bool, panels: tuple[Reseating, ...], proved: str, among: str
) -> None:
    """That no fewer sessions move says nothing of panels."""
    found = replanned(1, 1, gentlest=gentlest, best=True)
    said = made_room_in_words(replace(found, promised=PANELLED, panels=panels))
    assert said == f"{proved}. Where only these move{among}, nothing costs less: proved as well."
