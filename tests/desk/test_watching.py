"""Whether the instance of a desk is still what it was when the desk was opened."""

import os
from pathlib import Path

import pytest

from scheduler.desk import LiveDesk, move, open_desk
from scheduler.desk.files import Watched
from scheduler.engines.compilation.compiler import COMPILER
from scheduler.errors import InputError
from tests.desk.desks import to
from tests.web.desk.opened import FORUM

SAID = "has changed since you opened the desk. Open the desk again."


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LiveDesk:
    """Open the desk of a variant of the forum."""
    monkeypatch.chdir(tmp_path)
    Path("forum.yaml").write_bytes(FORUM.read_bytes())
    Path("later.yaml").write_text("extends: forum.yaml\nname: later\nchanges: []\n", "utf-8")
    return LiveDesk(open_desk("later.yaml"))


def test_what_an_instance_extends_is_watched_as_well(live: LiveDesk) -> None:
    """Written again with the same bytes it is the same; until it is what it was, nothing is kept."""
    forum = Path("forum.yaml")
    before = forum.read_bytes()
    assert live.outdated == ""
    os.utime(forum, (1, 1))
    assert live.outdated == ""
    forum.write_bytes(before + b"# another import\n")
    assert live.outdated == f"The file forum.yaml {SAID}"
    (session,) = [*live.desk.schedule.by_session][:1]
    with pytest.raises(InputError, match=SAID):
        live.grant(live.number, lambda of: move(of, session, to("Mon 10:00")), "")
    for back in (True, False):
        with pytest.raises(InputError, match=SAID):
            live.turn(live.number, "", back=back)
    forum.unlink()
    assert live.outdated
    forum.write_bytes(before)
    assert live.outdated == ""


def test_a_file_that_is_not_there_is_not_watched(tmp_path: Path) -> None:
    """Whoever reads it is told."""
    assert Watched(tmp_path / "missing.yaml").changed is None


def test_a_desk_that_closes_does_not_wait_for_the_compiler(
    live: LiveDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiling takes half a minute, once on a machine."""
    asked = iter((False, False, True))
    monkeypatch.setattr(COMPILER, "ready", lambda: False)
    monkeypatch.setattr(COMPILER, "begin", lambda: None)
    live.warm(lambda: next(asked))
    assert next(asked, None) is None
