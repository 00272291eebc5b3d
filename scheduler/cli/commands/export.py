"""`scheduler export`: a release as a workbook, a list, a page, a handout, or for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.commands.show import NO_ROSTER
from scheduler.cli.console import complain
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import fitted, make_sure_of, make_sure_of_like
from scheduler.cli.options import (
    ConferenceName,
    ReleaseNumber,
    StorePlace,
    argument,
    option,
    output,
)
from scheduler.cli.stores import make_sure_of_language, published
from scheduler.errors import InputError
from scheduler.instance import nearest
from scheduler.publishing.conferences import make_sure_of_organiser
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.publicity import announced, public
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import unpublished
from scheduler.sources import files_of, read_instance
from scheduler.storage import write_atomically
from scheduler.translations import languages

Solution = Annotated[
    Path | None,
    argument("Export this as a draft, instead of a release.", "SOLUTION"),
]
To = Annotated[ExportForm, option("The format.")]
Output = Annotated[Path, output("Where to write it.")]
Lang = Annotated[
    str | None,
    option("Language of titles. Default: the first of the conference.", "LANGUAGE"),
]
WithPrivate = Annotated[
    bool,
    typer.Option("--with-private", help="Include private sessions, if the format allows them."),
]
Body = Annotated[str | None, option("Only sessions of this body.", "ID")]
Session = Annotated[
    str | None,
    option("Only this session, with its agenda.", "ID"),
]
Symbol = Annotated[
    str | None,
    option("Document symbol for docx, such as WTDC-21/TMP.", "TEXT"),
]
Since = Annotated[
    int | None,
    option("Release to mark changes against (docx). Default: the one before.", "NUMBER"),
]


def export(
    source: ConferenceName,
    solution: Solution = None,
    *,
    to: To,
    output: Output,
    release: ReleaseNumber = None,
    lang: Lang = None,
    with_private: WithPrivate = False,
    body: Body = None,
    session: Session = None,
    symbol: Symbol = None,
    since: Since = None,
    store: StorePlace = None,
) -> Code:
    """Export a release, or a programme as a draft."""
    make_sure_of(output)
    shown, before = _releases(source, release, solution, store, since, to)
    _make_sure_of_choices(shown, lang, body, session, with_private=with_private)
    settings = Settings(
        language=lang,
        with_private=with_private,
        published=solution is None,
        body=body,
        session=session,
        symbol=symbol,
        before=before,
    )
    content = exported(shown, to, settings)
    make_sure_of_like(output, (content[:8],), f"what --to {to.value} writes")
    if to is ExportForm.ROSTER and content.count(b"\n") == 1:
        complain(NO_ROSTER)
    write_atomically(output, content)
    complain(f"Wrote {output}")
    return Code.FINE


def _releases(
    source: str,
    number: int | None,
    solution: Path | None,
    store: str | None,
    since: int | None,
    to: ExportForm,
) -> tuple[Release, Release | None]:
    """Return the release to export, and the one to mark changes against."""
    if solution is None:
        with published(source, store) as kept:
            shown = kept.shown(number)
            before = shown.number - 1 if since is None else since
            if since is not None and not 1 <= since < shown.number:
                raise InputError(
                    f"--since: found {since}, expected a release before {shown.number}."
                )
            return shown, kept.shown(before) if before else None
    if number is not None or since is not None:
        option = "--since" if number is None else "--release"
        raise InputError(f"{option} and SOLUTION: give one of them.")
    instance = read_instance(Path(source))
    if to is ExportForm.JSON:
        make_sure_of_organiser(instance, files_of(Path(source))[-1])
    return unpublished(instance, fitted(instance, solution).schedule), None


def _make_sure_of_choices(
    release: Release, lang: str | None, body: str | None, session: str | None, *, with_private: bool
) -> None:
    """Refuse unknown bodies and sessions; a private session counts as unknown."""
    make_sure_of_language(lang, tuple(dict.fromkeys((*release.conference.languages, *languages()))))
    if session is not None and body is not None:
        raise InputError("--session and --body: give one of them.")
    shown = announced(release) if with_private else public(release)
    sessions = [entry.session for entry in shown.entries]
    bodies = [each.id for each in public(release).conference.bodies]
    for name, given, known in (("body", body, bodies), ("session", session, sessions)):
        if given is not None and given not in known:
            raise InputError(
                f"--{name}: found {given!r}, expected the id of a {name}. {nearest(given, known)}"
            )
