"""The conference of the cage, published twice, and all that the commands make of it."""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.publishing.forms import Form

CAGE = Path(__file__).parent / "cage.yaml"
MAILBOXES = {
    "canary-ada": "ada@canary.example",
    "canary-bob": "bob@canary.example",
    "canary-eve": "eve@canary.example",
    "canary-land": "land@canary.example",
    "canary-isle": "isle@canary.example",
}
FIRST = {
    "opening": ("08T09:00", "hall"),
    "panel": ("08T10:00", "hall"),
    "canary-closed": ("08T11:00", "den"),
    "report": ("08T13:00", "hall"),
}
SECOND = FIRST | {
    "opening": ("08T14:00", "hall"),
    "panel": ("08T10:00", "annex"),
    "canary-closed": ("09T09:00", "den"),
}


@dataclass(frozen=True)
class Published:
    """A folder in which everything has been made, and what the commands said of what is for everybody."""

    folder: Path
    tokens: dict[str, str]
    """By id of the owner."""
    said: bytes
    """By commands whose output is for everybody."""

    def files(self, *folders: str) -> Iterator[tuple[str, bytes]]:
        """Yield the files below some folders, with their paths."""
        for folder in folders:
            for path in sorted((self.folder / folder).rglob("*")):
                if path.is_file():
                    yield path.relative_to(self.folder).as_posix(), path.read_bytes()


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Publish, and make feeds, page, exports and notices."""
    folder = tmp_path_factory.mktemp("cage")
    with _inside(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "300")
        Path("cage.yaml").write_bytes(CAGE.read_bytes())
        rows = [f"{_called(name)},{mailbox}" for name, mailbox in MAILBOXES.items()]
        Path("addresses.csv").write_text("\n".join(["id,email", *rows, ""]))
        for programme in (FIRST, SECOND):
            _programme(Path("cage.json"), programme)
            _run(
                "publish", "cage.yaml", "cage.json", "--anyway", "--note", "It moves", codes=(0, 2)
            )
        _run("tokens", "rotate", "cage", "--all", "-o", "tokens.json")
        _run("notices", "cage", "--addresses", "addresses.csv", "-o", "letters")
        _run("notices", "cage", "1", "--addresses", "addresses.csv", "-o", "first-letters")
        _run("feeds", "cage", "-o", "own", "--personal", "tokens.json")
        told = "".join(_make_public())
        issued = json.loads(Path("tokens.json").read_bytes())["tokens"]
    tokens = {row["id"]: row["token"] for row in issued}
    return Published(folder, tokens, told.encode())


def _make_public() -> Iterator[str]:
    """Make what is for everybody; yield what is said of it."""
    yield _run("feeds", "cage", "-o", "site", "--json")
    yield _run("page", "cage", "-o", "site")
    Path("exports").mkdir()
    for form in Form:
        export = ("export", "cage", "--to", form.value, "-o")
        for language in ("en", "fr"):
            yield _run(*export, f"exports/{language}.{form.value}", "--lang", language)
        if form in {Form.XLSX, Form.PDF, Form.HTML, Form.MD}:
            yield _run(*export, f"exports/bodies.{form.value}", "--down", "bodies")
    yield _run("export", "cage", "--to", "pdf", "--colour", "theme", "-o", "exports/themes.pdf")
    draft = ("--solution", "cage.json", "--to", "json", "-o", "exports/draft.json")
    yield _run("export", "cage.yaml", *draft)


def _run(*words: str, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command; return all that it has said."""
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        code = main(words)
    assert code in codes, (words, said.getvalue())
    return said.getvalue()


def _called(name: str) -> str:
    return f"delegation:{name}" if name in {"canary-land", "canary-isle"} else name


def _programme(path: Path, places: dict[str, tuple[str, str]]) -> None:
    rows = [
        {"session": session, "start": f"2021-11-{start}:00+03:00", "room": room}
        for session, (start, room) in places.items()
    ]
    rows[1]["seated"] = ["canary-eve"]  # type: ignore[assignment]
    path.write_text(json.dumps({"format": 1, "schedule": rows}))


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
