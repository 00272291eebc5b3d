"""What `scheduler notices` says: who is concerned by what, and what became of the letters."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from scheduler.cli.views.mail import Mail
from scheduler.publishing.notices import Recipient, Report
from scheduler.publishing.records import Release
from scheduler.wording import counted, one_line


def lines_of(release: Release, mail: Mail, report: Report | None) -> Iterator[str]:
    """Yield the report in words: no e-mail address but of those who were not told."""
    number = counted(len(mail.concerns), "participant")
    yield f"Release {release.number} of {release.conference.name} concerns {number}."
    for concern in mail.concerns:
        turns = Counter(news.turn.value for news in concern.news)
        said = ", ".join(f"{amount} {turn}" for turn, amount in turns.items())
        yield f"  {concern.name}: {said}"
    if mail.recipients and mail.without_address:
        yield f"No address: {', '.join(each.name for each in mail.without_address)}"
    if report is None:
        yield "Nothing was sent; --send sends."
    else:
        yield from map(one_line, _sent(report))


def _sent(report: Report) -> Iterator[str]:
    told = f"Told {counted(len(report.told), 'recipient')}"
    yield f"{told}; {len(report.already)} had been told before." if report.already else f"{told}."
    for who, answer in report.refused:
        yield f"Not told, refused: {_named(who)}: {answer}"
    for who in report.left:
        yield f"Not told, the server is gone: {_named(who)}"
    for who in report.unsure:
        yield f"Perhaps told, no answer came: {_named(who)}; not told again."
    if report.refused or report.left:
        yield "The same command again tells those who were not told, and nobody twice."


def _named(who: Recipient) -> str:
    return f"{who.name} <{who.email}>"


def as_json_value(release: Release, mail: Mail, report: Report | None) -> dict[str, Any]:
    """Return the report for machines."""
    return {
        "conference": release.conference.name,
        "release": release.number,
        "concerned": [
            {
                "id": concern.name,
                "news": [
                    {"session": news.session, "turn": news.turn.value} for news in concern.news
                ],
            }
            for concern in mail.concerns
        ],
        "without_address": [each.name for each in mail.without_address],
        "sent": None if report is None else _fates(report),
    }


def _fates(report: Report) -> dict[str, Any]:
    groups = {
        "told": report.told,
        "already": report.already,
        "unsure": report.unsure,
        "left": report.left,
    }
    found: dict[str, Any] = {
        name: [{"id": who.name, "email": who.email} for who in group]
        for name, group in groups.items()
    }
    refused = [
        {"id": who.name, "email": who.email, "answer": answer} for who, answer in report.refused
    ]
    return found | {"refused": refused}
