"""The parsers of others, built and run; a test is left out, with the reason, where one cannot be had."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.publishing.parsers.found import Found, when

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def make_sure_of_packages() -> None:
    """Install the packages that the lock file names, beside it, unless they are there already."""
    npm, installed = _tool("npm"), PACKAGES / ".feeds-lock.json"
    if installed.exists() and installed.read_bytes() == LOCK.read_bytes():
        return
    with tempfile.TemporaryDirectory(dir=HERE) as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            pytest.skip(f"npm ci failed: {ran.stderr.strip().splitlines()[-1:]}")
        made = Path(folder) / "node_modules"
        shutil.copy(LOCK, made / ".feeds-lock.json")
        shutil.rmtree(PACKAGES, ignore_errors=True)
        made.rename(PACKAGES)


def by_node(files: Sequence[Path]) -> Sequence[Mapping[str, list[Found]]]:
    """Return what ical.js and node-ical find in each file, far from the zone of any conference."""
    node = _tool("node")
    make_sure_of_packages()
    ran = subprocess.run(
        [node, str(HERE / "read.mjs")],
        input=json.dumps([str(file) for file in files]),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TZ": "Pacific/Auckland"},
    )
    return [
        {parser: [Found(**event) for event in events] for parser, events in read.items()}
        for read in json.loads(ran.stdout)
    ]


def by_libical(files: Sequence[Path], folder: Path) -> Sequence[tuple[list[Found], list[str]]]:
    """Return what libical finds in each file, and of what it complains."""
    compiler, program = _tool("gcc"), folder / "read"
    built = subprocess.run(
        [compiler, "-o", program, HERE / "read.c", "-lical"],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.skip("libical cannot be compiled against (libical-dev)")
    ran = subprocess.run([program, *files], capture_output=True, text=True, check=True)
    read: list[tuple[list[Found], list[str]]] = []
    for line in ran.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "file":
            read.append(([], []))
        elif kind == "event":
            read[-1][0].append(_found(fields))
        else:
            read[-1][1].append("\t".join(fields))
    return read


def _found(fields: Sequence[str]) -> Found:
    uid, start, end, *texts, sequence, status = fields
    summary, location, description = (bytes.fromhex(text).decode() for text in texts)
    return Found(
        uid, _when(start), _when(end), summary, location, description, int(sequence), status
    )


def _when(text: str) -> str:
    """Read seconds since 1970, or a day of eight digits."""
    if len(text) == 8:
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return when(datetime.fromtimestamp(int(text), UTC))
