"""Paper that becomes a picture: what is printed in a terminal, as SVG."""

import io
import re

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.terminal_theme import TerminalTheme

from scheduler.cli.terminal.console import Paper

_THEME = TerminalTheme(
    (255, 255, 255),
    (30, 34, 42),
    [
        (30, 34, 42),
        (176, 0, 32),
        (24, 110, 60),
        (150, 90, 0),
        (20, 80, 170),
        (135, 40, 140),
        (0, 110, 125),
        (110, 116, 126),
    ],
)
"""Dark letters on white: a programme is printed and put on slides."""


class Canvas(Paper):
    """Paper that becomes a picture."""

    def __init__(self, width: int) -> None:
        super().__init__(width=width, file=io.StringIO(), record=True, force_terminal=True)

    def picture(self, title: str) -> str:
        """Return what was printed as SVG, which needs no other file."""
        alone = re.sub(r"@font-face \{\{.*?\}\}\n?", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
        return self.export_svg(title=title, theme=_THEME, code_format=alone)
