"""Set up `.venv` with the locked packages and this checkout in editable mode. `make` runs it.

It needs only Python. Where Debian and Ubuntu lack `ensurepip` (python3-venv), it downloads pip from the
package index and verifies its checksum. Older versions of Python must be able to parse this file and report
that they are too old.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

PIP = "pip-26.0.1-py3-none-any.whl"
PIP_SHA256 = "bdb1b08f4274833d62c1aa29e20907365a2ceb950410df15fc9521bad440122b"
FOLDER = Path(".venv")
INDEX = "https://pypi.org/simple"

COMPILE = """
from scheduler.engines.compilation.compiler import writable_folder
from scheduler.engines.compilation.process import compile_into
compile_into(writable_folder())
"""


def main() -> None:
    """Rebuild the environment."""
    if sys.version_info < (3, 11):
        sys.exit(
            f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.\n"
            "Install one and name it, for example: make run PYTHON=python3.12"
        )
    python = environment(FOLDER)
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", "requirements.lock")
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    lead_by_relative_paths(FOLDER)
    run(python, "-c", COMPILE)


def lead_by_relative_paths(folder: Path) -> None:
    """Make the path to the checkout relative, and so ASCII, whatever its name.

    Python before 3.13 decodes `.pth` files by the locale, and does not start if it cannot.
    """
    for link in folder.glob("lib/python*/site-packages/_agenda_scheduler.pth"):
        link.write_text(os.path.relpath(Path.cwd(), link.parent) + "\n", encoding="utf-8")


def environment(folder: Path) -> Path:
    """Create an empty environment with pip, and return its Python."""
    shutil.rmtree(folder, ignore_errors=True)
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    bootstrap_pip(python)
    return python


def bootstrap_pip(python: Path) -> None:
    """Install the pip that Python includes, or else download it."""
    carried = subprocess.run([python, "-m", "ensurepip"], capture_output=True, check=False)
    if carried.returncode == 0:
        return
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / PIP
        try:
            wheel.write_bytes(fetched())
        except OSError as error:
            sys.exit(
                f"This Python has no pip, and it could not be fetched: {error}\n"
                "Install it: sudo apt-get install python3-venv"
            )
        run(python, wheel / "pip", "install", "--quiet", "--no-index", wheel)


def fetched() -> bytes:
    """Return pip's wheel from the package index, verified."""
    index = os.environ.get("PIP_INDEX_URL", INDEX).rstrip("/") + "/pip/"
    with urllib.request.urlopen(index, timeout=60) as page:
        link = re.search(rf'href="([^"]*/{re.escape(PIP)}[^"]*)"', page.read().decode())
    if link is None:
        raise OSError(f"{index} does not offer {PIP}")
    with urllib.request.urlopen(urllib.parse.urljoin(index, link[1]), timeout=60) as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != PIP_SHA256:
        raise OSError(f"the checksum of {PIP} is wrong")
    return bytes(content)


def run(*command: object) -> None:
    """Run a command; exit if it fails."""
    words = [str(word) for word in command]
    if subprocess.run(words, check=False).returncode:
        sys.exit(f"Set-up failed at: {' '.join(words)}")


if __name__ == "__main__":
    main()
