"""The fonts of the handout, and letters that none of them has."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from scheduler.errors import InputError

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
