"""Rewrite the outputs that pages show: ``python -m tests.documents.outputs [PAGE...]``."""

import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.documents.commands import ROOT, Reader, pages
from tests.documents.pages import BEGIN


def rewritten(page: str, folder: Path) -> str:
    """Return a page with its outputs as they are now; its commands run in this folder."""
    reader = Reader(folder)
    for command in BEGIN.get(page, ()):
        code, printed = reader.shell(command.format(root=shlex.quote(str(ROOT))))
        assert code == 0, f"{command}\n{printed}"
    return reader.rewrites((ROOT / page).read_text(encoding="utf-8"))


def main(names: list[str]) -> int:
    """Rewrite pages in place; return how many could not be run."""
    failed = 0
    for page in names or pages():
        before = (ROOT / page).read_text(encoding="utf-8")
        try:
            with TemporaryDirectory() as folder:
                after = rewritten(page, Path(folder))
        except (AssertionError, SyntaxError) as error:
            failed += 1
            print(f"{page}: {error}", file=sys.stderr)
            continue
        if after != before:
            (ROOT / page).write_text(after, encoding="utf-8")
            print(f"{page}: outputs rewritten")
    return failed


if __name__ == "__main__":
    sys.exit(main([Path(name).resolve().relative_to(ROOT).as_posix() for name in sys.argv[1:]]))
