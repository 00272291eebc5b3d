"""A folder of feeds: written where bytes differ, whole or not at all, with nothing forgotten in it."""

import os
import signal
from multiprocessing import get_context
from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.publishing.feeds import Feeds, path_of, personal_path
from scheduler.publishing.feeds.folder import is_personal, left_over, remove, write_files
from tests.publishing.releases import full_release

CONTEXT = get_context("spawn")


def contents() -> list[tuple[str, bytes]]:
    """Return the public feeds of a release, by path."""
    feeds = Feeds(full_release())
    return [(path_of(which, "en"), feeds.made(which, "en")) for which in feeds.public]


def test_f21_a_file_is_written_only_if_its_bytes_differ(tmp_path: Path) -> None:
    """Its time stays as well, which web servers tell clients."""
    first = write_files(tmp_path, contents())
    assert (first.new, first.changed, first.same) == (len(contents()), 0, 0)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.ics")}
    (path, content), *others = contents()
    again = write_files(tmp_path, [(path, content + b"\r\n"), *others])
    assert (again.new, again.changed, again.same) == (0, 1, len(others))
    touched = [file for file, at in before.items() if file.stat().st_mtime_ns != at]
    assert touched == [tmp_path / path]


def test_f21_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    """No half file, and no draft of one."""
    write_files(tmp_path, [("feeds/en/a.ics", b"old"), ("feeds/en/b.ics/c", b"x")])
    with pytest.raises(InputError, match=r"b\.ics: cannot be written"):
        write_files(tmp_path, [("feeds/en/b.ics", b"new")])
    files = sorted(each.name for each in tmp_path.rglob("*") if each.is_file())
    assert files == ["a.ics", "c"]


def _killed_while_it_writes(folder: Path) -> None:
    """Write two files, and be killed when the second has its bytes, but not yet its name."""
    write_files(folder, [("feeds/en/a.ics", b"whole")])
    os.fsync = lambda fd: os.kill(os.getpid(), signal.SIGKILL)
    write_files(folder, [("feeds/en/b.ics", b"not whole")])


def test_what_a_killed_command_leaves_is_hidden(tmp_path: Path) -> None:
    """And the next one removes it."""
    process = CONTEXT.Process(target=_killed_while_it_writes, args=(tmp_path,))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    (draft,) = (tmp_path / "feeds" / "en").glob(".b.ics.*")
    assert draft.read_bytes() == b"not whole"
    assert [each.name for each in (tmp_path / "feeds").rglob("[!.]*.*")] == ["a.ics"]
    write_files(tmp_path, [("feeds/en/b.ics", b"whole")])
    assert [each.name for each in tmp_path.iterdir()] == ["feeds"]
    assert sorted(each.name for each in (tmp_path / "feeds").rglob("*.*")) == ["a.ics", "b.ics"]


def test_f20_files_that_are_not_made_any_more_are_named(tmp_path: Path) -> None:
    """In any language, and personal ones only if such were made; all else is not ours."""
    for path in ("en/rooms/old.ics", "en/.draft.ics.1f", "fr/x.ics", "en/personal/token.ics"):
        write_files(tmp_path, [(f"feeds/{path}", b"x")])
    write_files(tmp_path, [("index.html", b"x")])
    made = {"feeds/en/rooms/new.ics"}
    public = ("feeds/en/.draft.ics.1f", "feeds/en/rooms/old.ics", "feeds/fr/x.ics")
    assert left_over(tmp_path, made, personal=False) == public
    every = (public[0], "feeds/en/personal/token.ics", *public[1:])
    assert left_over(tmp_path, made, personal=True) == every
    remove(tmp_path, every)
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["index.html"]


def test_f48_the_name_of_a_personal_file_is_its_token() -> None:
    """So that its path is known for what it is, and not printed."""
    assert personal_path("T0ken", "fr") == "feeds/fr/personal/T0ken.ics"
    assert is_personal(personal_path("T0ken", "fr"))
    assert not any(is_personal(path) for path, _ in contents())
