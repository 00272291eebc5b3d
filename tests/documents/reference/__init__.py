"""The parts of pages that are made of the code when the site is built (`.ci/site.py`).

A line of a page that begins with ``<!-- generated: NAME -->`` stands for a part. What follows on the line is
for those who read the page in the repository.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from scheduler.publishing.exports import ExportForm
from tests.documents.reference import answers, commands, fields, rules

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = DOCS / "instance.schema.json"
MARK = re.compile(r"^(<!-- generated: (\w+) -->).*$", re.MULTILINE)
PARTS: Mapping[str, Callable[[], str]] = {
    "answers": answers.page,
    "commands": commands.page,
    "fields": fields.page,
    "formats": lambda: fields.table_of("--to", ExportForm),
    "rules": rules.page,
}
"""What makes each part."""


def completed(text: str) -> str:
    """Return the text of a page with its generated parts."""
    return MARK.sub(lambda mark: f"{mark[1]}\n\n{PARTS[mark[2]]()}", text)
