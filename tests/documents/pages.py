"""What the pages of the documentation take for granted, and what a test needs to run them."""

from collections.abc import Mapping

_WORKBOOK = "cp {root}/docs/tutorials/files/committees.xlsx ."
_RIVERS = (
    _WORKBOOK,
    "scheduler import committees.xlsx -o rivers.yaml",
    "scheduler solve rivers.yaml --time-limit 2 --workers 1",
)
_SAMPLES = "{root}/tests/sources/programmes/samples"
_ORGANISER = "{{organiser: {{name: Secretariat, email: agenda@example.org}}}}"

BEGIN: Mapping[str, tuple[str, ...]] = {
    "docs/background/officer.md": ("ln -s {root}/benchmarks {root}/docs {root}/tests .",),
    "docs/how-to/desk.md": _RIVERS,
    "docs/how-to/export.md": (
        f"cp {_SAMPLES}/pretalx.json .",
        "scheduler import pretalx.json -o orchard.yaml",
        f"echo 'publishing: {_ORGANISER}' >> orchard.yaml",
    ),
    "docs/how-to/import.md": (
        _WORKBOOK,
        f"cp {_SAMPLES}/schedule.json schedule.json",
        f"cp {_SAMPLES}/schedule.json newer.json",
    ),
    "docs/how-to/replan.md": (
        "scheduler import instances/map-days/schedule.json -o map-days.yaml",
    ),
    "docs/reference/command-line.md": (
        "scheduler new my-conference.yaml",
        "scheduler solve my-conference.yaml --time-limit 2 --workers 1",
        "cp solutions/my-conference.json by-hand.json",
    ),
    "docs/tutorials/committees.md": (_WORKBOOK,),
    "docs/tutorials/interpreters.md": (
        *_RIVERS,
        f"echo 'publishing: {_ORGANISER}' >> rivers.yaml",
    ),
}
"""Of a page, commands that fill the folder with what it takes for granted; `{root}` is this checkout."""
QUICK = frozenset({"README.md"})
"""Pages whose commands take less than two seconds each."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "docs/how-to/agendas.md": ("docx",),
    "docs/how-to/export.md": ("pdf", "docx"),
}
"""Extras of which the commands of a page make use."""
