"""Files that are written whole or not at all, and that nothing else in the package writes any."""

import ast
import os
import resource
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from scheduler.errors import FileError
from scheduler.storage import copy_atomically, write_atomically

PACKAGE = Path(__file__).parent.parent / "scheduler"


@contextmanager
def little_room() -> Iterator[None]:
    """Let no file grow beyond ten bytes, as on a disk that is nearly full.

    It is no fixture: pytest writes its report, which may be a file, before a fixture ends.
    """
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_does_not_fit_leaves_the_old_file_and_names_it(tmp_path: Path) -> None:
    """Ten bytes fit and eleven do not; no draft is left, and it is said what may help."""
    path = tmp_path / "plan.txt"
    with little_room():
        write_atomically(path, b"0123456789")
        with pytest.raises(FileError) as raised:
            write_atomically(path, b"0123456789a")
    assert str(raised.value) == (
        f"{path}: cannot be written: File too large. The existing file is unchanged. "
        "The file exceeds the size limit (see `ulimit -f`)."
    )
    assert path.read_bytes() == b"0123456789"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_and_what_it_names_is_replaced(tmp_path: Path) -> None:
    """As if the file had been written in place."""
    (tmp_path / "kept").mkdir()
    target, link = tmp_path / "kept" / "a.txt", tmp_path / "a.txt"
    link.symlink_to(target)
    for content in (b"new", b"newer"):
        write_atomically(link, content)
        assert link.is_symlink()
        assert target.read_bytes() == content


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_who_may_read_a_file_may_read_what_replaces_it(mode: int, tmp_path: Path) -> None:
    """Nobody more, and nobody less; a copy of it is for the same."""
    path, copy = tmp_path / "a.txt", tmp_path / "b.txt"
    path.touch()
    path.chmod(mode)
    write_atomically(path, b"new")
    copy_atomically(path, copy)
    for each in (path, copy):
        assert stat.S_IMODE(each.stat().st_mode) == mode
        assert each.read_bytes() == b"new"


def test_a_new_file_is_for_whom_the_mask_says_and_a_private_one_for_its_owner(
    tmp_path: Path,
) -> None:
    """A private one also where another was there before."""
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.txt", b"")
    finally:
        os.umask(mask)
    (tmp_path / "b.txt").touch(0o666)
    write_atomically(tmp_path / "b.txt", b"", private=True)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a.txt", "b.txt")]
    assert modes == [0o640, 0o600]


def test_a_copy_of_nothing_names_what_is_missing(tmp_path: Path) -> None:
    """And makes nothing."""
    with pytest.raises(FileError, match=r"a\.txt: cannot be read: No such file"):
        copy_atomically(tmp_path / "a.txt", tmp_path / "b.txt")
    assert not list(tmp_path.iterdir())


# Nothing else writes

WAYS = {"write_text", "write_bytes", "copyfile", "copy", "copy2", "move", "copytree"}
WAYS |= {"mkstemp", "mkdtemp", "NamedTemporaryFile", "fdopen", "rename", "truncate", "savefig"}
COMMON = {"copy", "move"}
"""Calls that make or change a file, whatever their object; those with common names of modules alone."""
MODULES = {"os", "shutil", "tempfile"}
MEMORY = {"BytesIO", "StringIO"}

ELSEWHERE: Mapping[str, str] = {
    "storage.py": "the one place",
    "publishing/notices/mailing.py": "a record that grows, and is on the disk line by line",
    "publishing/store/__init__.py": "the empty file that becomes a database",
    "engines/compilation/process.py": "an empty file that is locked",
    "system.py": "a folder that is locked",
    "engines/compilation/compiler.py": "a folder that lives as long as the process, for Numba",
    "api/desk.py": "a desk, whose files are written in the one place",
    "cli/commands/desk/history.py": "a desk, whose files are written in the one place",
    "cli/commands/desk/changes.py": "a desk, whose files are written in the one place",
    "desk/alternatives.py": "a desk, whose files are written in the one place",
    "cli/console.py": "/dev/null",
    "cli/exit_codes.py": "/dev/null",
}
"""Files of the package that open something to write, and why."""


def writes(source: str) -> Iterator[str]:
    """Yield the calls that write to a file, or may."""
    tree = ast.parse(source)
    in_memory = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _name(node.value) in MEMORY
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _writes(node, in_memory):
            yield f"{node.lineno}: {ast.unparse(node.func)}"


def _name(node: ast.expr) -> str:
    """Return the last name of what is called."""
    called = node.func if isinstance(node, ast.Call) else node
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _writes(call: ast.Call, in_memory: set[str]) -> bool:
    name, first = _name(call), call.args[0] if call.args else None
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in ("save", "savefig"):
        return getattr(first, "id", "") not in in_memory
    if name == "open":
        return owner == "os" or _mode_writes(call, 0 if isinstance(call.func, ast.Attribute) else 1)
    if name == "replace":  # of a path; a text takes two arguments, and an object takes names
        is_method = isinstance(call.func, ast.Attribute) and len(call.args) == 1
        return owner == "os" or (is_method and not call.keywords)
    return owner in MODULES if name in COMMON else name in WAYS


def _mode_writes(call: ast.Call, position: int) -> bool:
    """Tell whether a file is opened to be written, or it cannot be seen."""
    named = [each.value for each in call.keywords if each.arg == "mode"]
    (mode,) = (*named, *call.args[position : position + 1], ast.Constant("r"))[:1]
    return not isinstance(mode, ast.Constant) or bool({*"wax+"} & {*str(mode.value)})


def test_files_are_written_in_one_place() -> None:
    """Whoever wants to write one asks there, so that no file is ever half of one."""
    found = {
        path.relative_to(PACKAGE).as_posix(): [*writes(path.read_text(encoding="utf-8"))]
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    assert {name: calls for name, calls in found.items() if calls and name not in ELSEWHERE} == {}
    assert {name for name, calls in found.items() if calls} == ELSEWHERE.keys()


WRITING = (
    "path.write_text(text)",
    "path.write_bytes(content)",
    "open(path, 'w')",
    "open(path, mode='ab')",
    "open(path, how)",
    "path.open('x')",
    "path.open(mode='r+')",
    "os.open(path, os.O_RDONLY)",
    "os.replace(a, b)",
    "draft.replace(path)",
    "shutil.copyfile(a, b)",
    "shutil.copy(a, b)",
    "shutil.move(a, b)",
    "tempfile.NamedTemporaryFile()",
    "book.save(path)",
    "figure.savefig(path)",
)
READING = (
    "path.open('rb')",
    "open(path)",
    "text.replace('a', 'b')",
    "replace(solution, bound=1)",
    "rows.copy()",
    "move(desk, session, goal)",
)


def test_every_way_to_write_is_seen_and_nothing_else() -> None:
    """Each of these has stood somewhere, or might; words that are called alike are left alone."""
    for line in WRITING:
        assert [*writes(f"def f():\n    {line}\n")], line
    for line in READING:
        assert not [*writes(f"def f():\n    {line}\n")], line
