"""Where the workbooks of the benchmark are; they are not part of the repository."""

import os
from pathlib import Path

VARIABLE = "COSPLIB_DATA"
"""Environment variable that names another folder."""

DEFAULT = Path(__file__).parents[3] / "shared" / "benchmarks" / "cosplib"


def data_folder() -> Path:
    """Return the folder of the workbooks, whether it is there or not."""
    return Path(os.environ.get(VARIABLE, DEFAULT))
