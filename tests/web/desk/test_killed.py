"""A desk that is killed: what was said to be done is done."""

import random
import threading
import time
from pathlib import Path

import httpx
import pytest

from scheduler.desk import open_desk
from tests.web.desk.opened import Opened, Planner, opened, start_of

KILLS = 3


def _moved_until_killed(made: Opened, chance: random.Random) -> list[str]:
    """Move sessions until the desk is killed at some moment; return the steps that were acknowledged."""
    planner = Planner(made)
    timer = threading.Timer(chance.uniform(0.02, 1.0), made.kill)
    timer.start()
    said = planner.state["steps"]
    try:
        while True:
            name = chance.choice(["tides", "ports", "closing"])
            when = f"{chance.choice(['Mon', 'Tue', 'Wed'])} {chance.choice(['09:00', '14:00'])}"
            answer = planner.move(name, start_of(when), chance.choice(["hall", "annex"]))
            if answer.status_code == 200:
                said = planner.state["steps"]
    except httpx.HTTPError:
        timer.join()
        return list(said)


@pytest.mark.slow
def test_no_acknowledged_move_is_lost(tmp_path: Path) -> None:
    """And the files are valid, and agree with each other once they are opened."""
    chance, solutions = random.Random(1), tmp_path / "solutions"
    for _ in range(KILLS):
        with opened(tmp_path, anew=True) as made:
            said = _moved_until_killed(made, chance)
        time.sleep(0.05)
        file = open_desk(tmp_path / "forum.yaml", solutions=solutions)
        steps = [each.said for each in file.desk.steps]
        assert steps[: len(said)] == said  # at most one more, that was not acknowledged any more
        assert len(steps) <= len(said) + 1
        if not file.history.exists():  # killed before the first move was acknowledged
            assert len(said) == 1
            continue
        again = open_desk(tmp_path / "forum.desk.yaml", solutions=solutions)
        assert again.desk.schedule == file.desk.schedule
