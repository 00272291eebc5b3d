"""Run the installed package as a new user would, in an empty folder, on any system: `python -I .ci/smoke.py`.

It needs only the package. Commands that need an extra run if the extra is installed.
"""

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

PROGRAM = (sys.executable, "-m", "scheduler.cli")
FIRST = (
    ("new",),
    ("check", "conference.yaml"),
    ("solve", "conference.yaml", "--time-limit", "20"),
    ("show", "conference.yaml"),
    ("evaluate", "conference.yaml"),
    (
        "export",
        "conference.yaml",
        "solutions/my-conference.json",
        "--to",
        "xlsx",
        "-o",
        "programme.xlsx",
    ),
)
PUBLISHING = (
    ("publish", "conference.yaml"),
    ("page", "conference.yaml", "-o", "site"),
    ("feeds", "conference.yaml", "-o", "site"),
)
SERVING = (
    ("serve", "my-conference", "--port", "0"),
    ("desk", "open", "conference.yaml"),
)


def main() -> None:
    """Run commands until one fails."""
    os.chdir(tempfile.mkdtemp())
    print(f"Python {sys.version.split()[0]} on {sys.platform}, in {Path.cwd()}", flush=True)
    for words in (*FIRST, *(PUBLISHING if find_spec("sqlalchemy") else ())):
        print(f"$ scheduler {' '.join(words)}", flush=True)
        subprocess.run((*PROGRAM, *words), check=True, timeout=300)
    for words in SERVING if find_spec("sqlalchemy") and find_spec("uvicorn") else ():
        serve(*words)


def serve(*words: str) -> None:
    """Start a service, request its page, and stop it."""
    print(f"$ scheduler {' '.join(words)}", flush=True)
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen((*PROGRAM, *words), stdout=subprocess.PIPE, env=environment) as service:
        assert service.stdout is not None
        try:
            said = service.stdout.readline().decode()
            address = re.search(r"http://\S+", said)
            assert address is not None, said
            with urlopen(address[0], timeout=60) as page:
                assert b"<!doctype html" in page.read().lower()
        finally:
            service.terminate()


if __name__ == "__main__":
    main()
