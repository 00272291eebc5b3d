"""Tables in Markdown: of searches, and of what they are compared with."""

from collections.abc import Sequence

from benchmarks.run.measuring import Failed, Measured, Outcome
from benchmarks.run.subjects import Scale
from scheduler.solution import Engine, Status

NOTHING = "-"
NO_PROGRAMME = "no programme"
FAILED = "failed"
TEXTS = 2
"""Columns of text, at the left; the others hold numbers."""


def line(cells: Sequence[str]) -> str:
    """Return a line of a table."""
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def head(cells: Sequence[str], texts: int = TEXTS) -> list[str]:
    """Return the first two lines of a table."""
    return [line(cells), line(["---"] * texts + ["---:"] * (len(cells) - texts))]


def search_head(moments: Sequence[float]) -> list[str]:
    """Return the first two lines of a table of searches."""
    before = ["instance", "search", "limit, s", "read, s", "model, s", "first, s"]
    after = ["end", "bound", "gap", "proved, s", "MiB", "judged"]
    return head([*before, *(f"at {moment:g} s" for moment in moments), *after])


def search_line(outcome: Outcome) -> str:
    """Return the line of a search."""
    run = outcome.run
    return line([run.name, run.label, f"{run.seconds:g}", *_cells(outcome)])


def _cells(outcome: Outcome) -> list[str]:
    if isinstance(outcome, Failed):
        noted = 3 + len(outcome.run.moments)
        return [*[NOTHING] * noted, f"{FAILED}: {outcome.trouble}", *[NOTHING] * 5]
    scale = outcome.scale
    return [
        seconds(outcome.reading),
        seconds(outcome.building),
        seconds(outcome.first),
        *(value(penalty, scale) for penalty in outcome.penalties),
        result(outcome),
        value(outcome.bound, scale),
        NOTHING if outcome.gap is None else f"{100 * outcome.gap:.1f} %",
        seconds(outcome.proved),
        f"{outcome.memory:.0f}",
        "yes" if outcome.judged else NOTHING,
    ]


def value(penalty: int | None, scale: Scale) -> str:
    """Return what a penalty is worth."""
    return NOTHING if penalty is None else number(scale.value(penalty))


def number(found: float) -> str:
    """Return a number with as many of three decimals as it needs."""
    return f"{found:,.3f}".rstrip("0").rstrip(".")


def seconds(found: float | None) -> str:
    """Return seconds, or another measured amount, with as many decimals as matter."""
    if found is None:
        return NOTHING
    return f"{found:.2f}" if found < 1 else f"{found:.1f}"


def result(outcome: Outcome | None) -> str:
    """Return in a cell how a search ended."""
    match outcome:
        case None:
            return NOTHING
        case Failed():
            return FAILED
        case Measured(status=Status.INFEASIBLE):
            return "infeasible"
        case Measured(penalty=None):
            return NO_PROGRAMME
        case Measured(penalty=penalty, scale=scale):
            return value(penalty, scale)


def ratio(ours: Outcome | None, plain: Outcome | None) -> str:
    """Return the ratio of two penalties in the end; below 1, ours is the better one."""
    if not isinstance(ours, Measured) or not isinstance(plain, Measured):
        return NOTHING
    if ours.penalty is None or plain.penalty is None:
        return NO_PROGRAMME
    if not plain.penalty:
        return "∞" if ours.penalty else "1.000"
    return f"{ours.penalty / plain.penalty:.3f}"


def least_ratio(ours: Outcome | None, plain: Outcome | None) -> str:
    """Return the ratio to plain CP-SAT's penalty below which none is, by the better of both bounds."""
    if not isinstance(ours, Measured) or not isinstance(plain, Measured) or not plain.penalty:
        return NOTHING
    bounds = [each.bound for each in (ours, plain) if each.bound is not None]
    return f"{max(bounds) / plain.penalty:.3f}" if bounds else NOTHING


def found(outcomes: Sequence[Outcome], name: str, engine: Engine | None) -> Outcome | None:
    """Return the search of an instance by an engine; None if there was none."""
    of_both = (each for each in outcomes if (each.run.name, each.run.engine) == (name, engine))
    return next(of_both, None)


def comparison(
    outcomes: Sequence[Outcome],
    names: Sequence[str],
    heads: Sequence[str] = (),
    references: Sequence[Sequence[str]] = (),
) -> list[str]:
    """Return a table of ours beside plain CP-SAT and other references.

    Parameters
    ----------
    outcomes
        The searches.
    names
        The instances.
    heads
        Of the other references.
    references
        Their values, by instance.
    """
    others = references or [()] * len(names)
    lines = head(["instance", "ours", "plain CP-SAT", "ours / plain", *heads], texts=1)
    for name, values in zip(names, others, strict=True):
        ours, plain = found(outcomes, name, Engine.AUTO), found(outcomes, name, None)
        lines.append(line([name, result(ours), result(plain), ratio(ours, plain), *values]))
    return lines
