"""The handout: the grid as PDF, typeset from a template that shows every text as it is."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scheduler.errors import InputError
from scheduler.instance import COLOURS
from scheduler.publishing.exports.agendas import MeetingAgenda, agenda_data, all_agendas
from scheduler.publishing.exports.colours import PLAIN, colours_of, tinted
from scheduler.publishing.exports.grids import Drawn, Grid, grids_of, paper_of
from scheduler.publishing.exports.lists import calendar_of, details_of
from scheduler.publishing.exports.plans import breaks_of, by_days
from scheduler.publishing.exports.programmes import ExportedSession, Programme, Untimed, named
from scheduler.publishing.exports.words import shortened
from scheduler.publishing.forms import Colours, Down, Paper

FAMILIES = ("Source Sans Pro", "DejaVu Sans")
"""Latin, Greek and Cyrillic in the first; Arabic, Hebrew and many signs in the second."""

_SOURCE = ("Regular", "It", "Semibold", "Bold")
_SUFFIXES = {".otf", ".ttf", ".ttc"}

PACKAGES_NEEDED = "a PDF needs packages that are not installed: pip install 'agenda-scheduler[pdf]'"


def font_files(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the files of all fonts that a handout may use: the carried ones, and those of a folder.

    Fonts of the machine are left out, so that every machine makes the same bytes.
    """
    source = _folder_of("font_source_sans_pro") / "files"
    others = _folder_of("matplotlib") / "mpl-data" / "fonts" / "ttf"
    carried = [source / f"SourceSansPro-{style}.ttf" for style in _SOURCE]
    carried += [others / f"DejaVuSans{style}.ttf" for style in ("", "-Bold")]
    return (*carried, *(_fonts_in(folder) if folder else ()))


def _folder_of(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(PACKAGES_NEEDED)
    return Path(spec.submodule_search_locations[0])


def _fonts_in(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        raise InputError(f"--fonts: {folder}: is no folder.")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES)
    if not found:
        raise InputError(
            f"--fonts: {folder}: holds no font (a file that ends in .otf, .ttf or .ttc)."
        )
    return found


def missing_letters(texts: Iterable[str], files: Iterable[Path]) -> str:
    """Return the letters of some texts that no font has, each once, in order."""
    letters = {letter for text in texts for letter in text if not letter.isspace()}
    for file in files:
        letters -= _letters_of(file)
    return "".join(sorted(letters))


def _letters_of(file: Path) -> frozenset[str]:
    try:
        with file.open("rb") as opened:
            font = import_module("fontTools.ttLib").TTFont(opened, fontNumber=0, lazy=True)
            return frozenset(map(chr, font.getBestCmap() or ()))
    except ImportError as error:
        raise InputError(PACKAGES_NEEDED) from error
    except Exception as error:  # a font can be broken in as many ways as there are tables in it
        raise InputError(f"{file}: cannot be read as a font.") from error


LONGEST = 300
"""Characters of a title at most; no box holds more."""

_TEMPLATE = Path(__file__).with_name("templates") / "handout.typ"


def handout_of(
    programme: Programme,
    down: Down = Down.ROOMS,
    colours: Colours = Colours.KIND,
    paper: Paper = Paper.AUTO,
    fonts: Path | None = None,
) -> bytes:
    """Return a programme as PDF: equal programmes, with equal fonts, give equal bytes.

    Raises
    ------
    InputError
        When the packages that make a PDF are not installed, or a folder of fonts has none.
    """
    return typeset(_TEMPLATE, _data(programme, down, colours, paper), programme, fonts)


def agenda_handout(programme: Programme, agenda: MeetingAgenda, fonts: Path | None = None) -> bytes:
    """Return the agenda of a meeting as PDF.

    Raises
    ------
    InputError
        When the packages that make a PDF are not installed, or a folder of fonts has none.
    """
    template = _TEMPLATE.with_name("agenda.typ")
    data = _page_data(programme) | agenda_data(programme, agenda)
    return typeset(template, data, programme, fonts)


def typeset(
    template: Path, data: Mapping[str, Any], programme: Programme, fonts: Path | None
) -> bytes:
    """Return a template, filled, as PDF: equal data, with equal fonts, give equal bytes."""
    files = font_files(fonts)
    if find_spec("typst") is None:
        raise InputError(PACKAGES_NEEDED)
    with TemporaryDirectory() as folder:  # fonts are taken by the folder, and none but these
        for number, file in enumerate(files):
            shutil.copyfile(file, Path(folder) / f"{number:04}{file.suffix}")
        made: bytes = import_module("typst").compile(
            str(template),
            root=str(template.parent),
            font_paths=[folder],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            timestamp=int(programme.release.published.astimezone(UTC).timestamp()),
        )
    return made


def letters_without_font(programme: Programme, fonts: Path | None = None) -> str:
    """Return the letters of a programme that a handout cannot show with these fonts."""
    texts = [programme.title, programme.venue]
    for row in programme.held:
        texts += [row.title, row.room, row.building, row.kind, row.body, *row.themes]
        texts += [row.breaks, row.output, row.audience, row.invited, row.agenda]
        texts += [point.documents for point in row.points]
    texts += [each for item in programme.untimed for each in _item(item)]
    texts += [breaks_of(programme, day) for day in programme.days]
    return missing_letters(texts, font_files(fonts))


def _data(programme: Programme, down: Down, colours: Colours, paper: Paper) -> dict[str, Any]:
    whole = by_days(programme)
    chosen = paper
    if paper is Paper.AUTO:
        chosen = Paper.A4 if whole else paper_of(programme, down)
    palette = _Palette(programme, colours)
    grids = () if whole else grids_of(programme, down, chosen)
    return _page_data(programme) | {
        "title": shortened(programme.title, LONGEST),
        "venue": shortened(programme.venue, LONGEST),
        "paper": chosen.value,
        "empty": "" if whole else programme.words.no_sessions,
        "lists": list(_lists(programme)),
        "days": [_day(programme, grid, palette, down) for grid in grids],
    }


def _page_data(programme: Programme) -> dict[str, Any]:
    """Return what every page needs: author, language, fonts, and the words of its foot."""
    return {
        "author": programme.release.conference.organiser.name,
        "lang": programme.words.language,
        "fonts": FAMILIES,
        "edition": programme.edition,
        "clocks": "" if by_days(programme) else programme.clocks,
        "page": programme.words.page,
    }


_ELSEWHERE = {"speakers", "breaks", "agenda"}
"""Details that do not say what sessions are for."""


def _lists(programme: Programme) -> Iterator[dict[str, Any]]:
    """Yield lists with heading, columns and rows: dates, purposes, agendas, what has no time."""
    words = programme.words
    if by_days(programme):
        yield _list(words.plan, *calendar_of(programme))
    fields = [each for each in details_of(programme) if each not in _ELSEWHERE]
    if fields:
        columns = [words.columns[each] for each in ("day", "start", "title", *fields)]
        rows = [
            [words.day(row.day), row.hours, row.title, *(getattr(row, each) for each in fields)]
            for row in programme.held
            if any(getattr(row, each) for each in fields)
        ]
        yield _list(words.purposes, columns, rows)
    columns, rows = all_agendas(programme, words)
    if rows:
        yield _list(words.agendas.agendas, columns, rows)
    if programme.untimed:
        columns = [words.items[each] for each in ITEM]
        yield _list(words.untimed, columns, [_item(item) for item in programme.untimed])


ITEM = ("title", "kind", "body", "document", "address", "summary")
"""What is told of what has no time."""


def _item(item: Untimed) -> list[str]:
    return [getattr(item, each) for each in ITEM]


def _list(title: str, columns: list[str], rows: list[list[str]]) -> dict[str, Any]:
    """Return a list without the columns in which nothing stands."""
    kept = [at for at, _ in enumerate(columns) if any(row[at] for row in rows)]
    return {
        "title": title,
        "columns": [columns[at] for at in kept],
        "rows": [[shortened(row[at], LONGEST) for at in kept] for row in rows],
    }


class _Palette:
    """The colour of each session, and what it tells."""

    def __init__(self, programme: Programme, colours: Colours) -> None:
        conference = programme.release.conference
        by_kind = colours is Colours.KIND
        self._things = conference.kinds if by_kind else conference.themes
        self._by_kind = by_kind
        self._programme = programme
        self._colours = colours_of(self._things)

    def of(self, row: ExportedSession) -> str:
        return self._colours.get(self._id(row), COLOURS[PLAIN])

    def _id(self, row: ExportedSession) -> str:
        return row.kind_id if self._by_kind else next(iter(row.theme_ids), "")

    def legend(self, rows: Iterable[ExportedSession]) -> Iterator[Mapping[str, str]]:
        """Yield colours that some sessions have, in the order of the conference."""
        used = {self._id(row) for row in rows}
        for id_, name in named(self._things, self._programme.language).items():
            if id_ in used:
                yield {"name": shortened(name, 60), "colour": self._colours[id_]}
        if used - self._colours.keys():
            yield {"name": self._programme.words.other, "colour": COLOURS[PLAIN]}


def _day(programme: Programme, grid: Grid, palette: _Palette, down: Down) -> dict[str, Any]:
    day = programme.words.day(grid.day)
    return {
        "title": day[:1].upper() + day[1:],
        "breaks": shortened(breaks_of(programme, grid.day), 90),
        "from": grid.first,
        "to": grid.last,
        "hours": [
            {"at": at, "name": f"{at // 60 % 24:02}:00"}
            for at in range(grid.first, grid.last + 1, 60)
        ],
        "columns": [
            {
                "name": shortened(column.name, 120),
                "building": shortened(column.building, 60),
                "lanes": column.lanes,
            }
            for column in grid.columns
        ],
        "sessions": [_session(drawn, palette, down) for drawn in grid.sessions],
        "divisions": grid.divisions,
        "legend": list(palette.legend(drawn.row for drawn in grid.sessions)),
    }


def _session(drawn: Drawn, palette: _Palette, down: Down) -> dict[str, Any]:
    row, colour = drawn.row, palette.of(drawn.row)
    across = drawn.right - drawn.left > 1
    where = [row.body or row.kind] if down is Down.ROOMS else [row.room]
    more = [shortened(each, 120) for each in ([row.room, *where] if across else where)]
    return {
        "left": drawn.left,
        "right": drawn.right,
        "lane": drawn.lane,
        "lanes": drawn.lanes,
        "from": drawn.start,
        "to": drawn.end,
        "hours": row.hours,
        "title": shortened(row.title, LONGEST) + (" *" if row.private else ""),
        "more": " · ".join(
            filter(None, [shortened(row.breaks, 120), *more, " ".join(row.languages)])
        ),
        "colour": colour,
        "tint": tinted(colour),
    }
