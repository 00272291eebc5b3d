"""Measures sections, prints them line by line, and writes them once they are whole."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.run.document import has_section, replace_section
from benchmarks.run.measuring import Failed, Outcome, measure
from benchmarks.run.sections import Section
from benchmarks.run.tables import search_head, search_line


class Report:
    """A run under way."""

    def __init__(
        self, conditions: Sequence[str], document: Path | None, order: Sequence[str]
    ) -> None:
        """Begin a run, whose sections go to a document; None: they are printed only."""
        self._conditions = conditions
        self._document = document
        self._order = order
        self._lines: list[str] = []
        """Of the section under way."""
        self.failed = False
        """Whether any search has failed."""

    def add(self, name: str, section: Section) -> None:
        """Measure a section. One that is skipped does not replace what was measured before."""
        self._lines = []
        self._say([f"## {section.title}", ""])
        if section.skipped:
            self._say([section.skipped, ""])
            if self._document is not None and not has_section(self._document, name):
                self._write(name)
            return
        self._say([*section.text.splitlines(), "", *self._conditions, ""])
        outcomes = self._measured(section)
        self._say(["", *section.compared(outcomes), ""])
        if self._document is not None:
            self._picture(section, outcomes)
            self._write(name)

    def _measured(self, section: Section) -> list[Outcome]:
        outcomes: list[Outcome] = []
        self._say(search_head(section.runs[0].moments))
        for run in section.runs:
            outcomes.append(measure(run))
            self._say([search_line(outcomes[-1])])
        self.failed |= any(isinstance(each, Failed) for each in outcomes)
        return outcomes

    def _picture(self, section: Section, outcomes: Sequence[Outcome]) -> None:
        picture = section.picture(outcomes)
        if picture is not None and self._document is not None:
            (self._document.parent / picture.name).write_bytes(picture.content)
            self._say([f"![{picture.title}]({picture.name})", ""])

    def _write(self, name: str) -> None:
        if self._document is not None:
            replace_section(self._document, name, "\n".join(self._lines), self._order)

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._lines.append(line)
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
