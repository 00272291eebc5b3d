"""The conference of the cage, published twice, and all that the commands make of it."""

import io
import json
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.publishing.exports import ExportForm

CAGE = Path(__file__).parent / "cage.yaml"
MAILBOXES = {
    "canary-ada": "ada@canary.example",
    "canary-bob": "bob@canary.example",
    "canary-eve": "eve@canary.example",
    "canary-land": "land@canary.example",
    "canary-isle": "isle@canary.example",
    "canary-shy": "shy@canary.example",
    "linnet": "linnet@canary.example",
    "merle": "merle@canary.example",
}
AGENDAS = {"opening": "news", "canary-closed": "canary-item"}
"""What is dealt with, by session."""
FIRST = {
    "opening": ("08T09:00", "hall"),
    "panel": ("08T10:00", "hall"),
    "canary-closed": ("08T11:17", "den"),
    "report": ("08T13:00", "hall"),
}
SECOND = FIRST | {
    "opening": ("08T14:00", "hall"),
    "panel": ("08T10:00", "annex"),
    "canary-closed": ("09T09:19", "den"),
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
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "300")
        Path("cage.yaml").write_bytes(CAGE.read_bytes())
        rows = [f"{_called(name)},{mailbox}" for name, mailbox in MAILBOXES.items()]
        Path("addresses.csv").write_text("\n".join(["id,email", *rows, ""]))
        for programme in (FIRST, SECOND):
            write_programme(Path("cage.json"), programme)
            run("publish", "cage.yaml", "cage.json", "--force", "--note", "It moves", codes=(0, 2))
        run("tokens", "rotate", "cage", "--all", "-o", "tokens.json")
        run("notices", "cage", "--addresses", "addresses.csv", "-o", "letters")
        run("notices", "cage", "1", "--addresses", "addresses.csv", "-o", "first-letters")
        run("feeds", "cage", "-o", "own", "--personal", "tokens.json")
        told = "".join(_make_public())
        Path("inner").mkdir()
        for form in ("json", "csv", "xlsx"):
            run("export", "cage", "--to", form, "-o", f"inner/all.{form}", "--with-private")
        issued = json.loads(Path("tokens.json").read_bytes())["tokens"]
    tokens = {row["id"]: row["token"] for row in issued}
    return Published(folder, tokens, told.encode())


def _make_public() -> Iterator[str]:
    """Make what is for everybody; yield what is said of it."""
    yield run("feeds", "cage", "-o", "site", "--json")
    yield run("page", "cage", "-o", "site")
    Path("exports").mkdir()
    for form in ExportForm:
        export = ("export", "cage", "--to", form.value, "-o")
        for language in ("en", "fr"):
            yield run(*export, f"exports/{language}.{form.value}", "--lang", language)
    draft = ("cage.json", "--to", "json", "-o", "exports/draft.json")
    yield run("export", "cage.yaml", *draft)
    for form in (ExportForm.PDF, ExportForm.DOCX):
        place = f"exports/agenda.{form.value}"
        yield run("export", "cage", "--to", form.value, "--session", "opening", "-o", place)


def run(*words: str, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command; return all that it has said."""
    with redirect_stdout(io.StringIO()) as said, redirect_stderr(said):
        code = main(words)
    assert code in codes, (words, said.getvalue())
    return said.getvalue()


def _called(name: str) -> str:
    return f"delegation:{name}" if name in {"canary-land", "canary-isle"} else name


def write_programme(
    path: Path, places: Mapping[str, tuple[str, str]], seated: str = "canary-eve"
) -> None:
    rows = [
        {"session": session, "start": f"2021-11-{start}:00+03:00", "room": room}
        for session, (start, room) in places.items()
    ]
    rows[1]["seated"] = [seated]  # type: ignore[assignment]
    for row in rows:
        if row["session"] in AGENDAS:
            row["agenda"] = [{"item": AGENDAS[row["session"]]}]  # type: ignore[assignment]
    path.write_text(json.dumps({"format": 1, "schedule": rows}))
