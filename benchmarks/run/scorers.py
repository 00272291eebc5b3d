"""The scorers that lie beside the workbooks of public benchmarks, as processes of their own."""

import subprocess
import sys
from pathlib import Path

NAME = "score.py"


def scorer_beside(workbook: Path) -> Path | None:
    """Return the scorer in the folder of a workbook, if there is one."""
    scorer = workbook.parent / NAME
    return scorer if scorer.exists() else None


def said_by(scorer: Path, *arguments: object) -> str:
    """Return what a scorer prints.

    Raises
    ------
    CalledProcessError
        When it does not accept the programme, or cannot read it.
    """
    command = [sys.executable, str(scorer), *map(str, arguments)]
    done = subprocess.run(  # noqa: S603  # the user has named the folder of the scorer
        command, capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout
