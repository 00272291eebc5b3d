"""Files of other systems, and what is said of them."""

from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.sources.programmes import ImportedProgramme, import_programme

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str, zone: str | None = None) -> ImportedProgramme:
    """Return what is made of a sample."""
    return import_programme([SAMPLES / name], "harbour", zone)


def changed(folder: Path, name: str, before: str, after: str) -> Path:
    """Write a sample with one text in the place of another."""
    text = (SAMPLES / name).read_text("utf-8")
    assert before in text, before
    path = folder / name
    path.write_text(text.replace(before, after, 1), "utf-8", newline="")
    return path


def renewed(path: Path, name: str, text: str = "") -> ImportedProgramme:
    """Return what is made of a newer programme on top of that of a sample, or of another text."""
    base = path.parent / "base.yaml"
    base.write_text(text or sample(name).text, "utf-8")
    return import_programme([path], "harbour", base=base)


def complaints(*paths: Path, zone: str | None = None, base: Path | None = None) -> list[str]:
    """Return what is said of files that are wrong, without their folder."""
    with pytest.raises(InstanceError) as error:
        import_programme(paths, "harbour", zone, base=base)
    return [line.replace(f"{paths[0].parent}/", "") for line in error.value.troubles]


def places(imported: ImportedProgramme) -> dict[str, tuple[str, str]]:
    """Return start, by the clocks of the venue, and room of each session."""
    zone = imported.instance.zone
    return {
        each.session: (f"{each.start.astimezone(zone):%m-%d %H:%M}", each.room)
        for each in imported.schedule.assignments
    }
