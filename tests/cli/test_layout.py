"""Lines that end between words on a terminal, and tables that fit into it."""

from typing import Any

from scheduler.cli.console import Paper, table

LINE = "A text of several words that is longer than the terminal is wide."
COMMAND = "Apply it: scheduler desk move my-conference.yaml talk 'tue 10:00' --apply"


def _printed(what: Any, width: int) -> list[str]:
    with (paper := Paper(width=width)).capture() as captured:
        paper.print(what)
    return [line.rstrip() for line in captured.get().splitlines()]


def test_text_ends_between_words() -> None:
    """But a command stays one that can be copied and typed."""
    lines = _printed(LINE, 30)
    assert " ".join(lines) == LINE
    assert max(map(len, lines)) <= 30
    assert _printed(COMMAND, 30) == [COMMAND]


def test_a_table_keeps_its_numbers_whole() -> None:
    """Words wrap in their column; without titles there is no heading."""
    rows = [("Audience overlap", "43,200", "person-minutes"), ("Late hours", "135", "")]
    (made,) = table(("rule", "amount", "unit"), rows, right=(1,))
    assert _printed(made, 40) == [
        "rule              amount  unit",
        "Audience overlap  43,200  person-minutes",
        "Late hours           135",
    ]
    assert _printed(made, 36)[1:3] == [
        "Audience      43,200  person-minutes",
        "overlap",
    ]
    (plain,) = table(("", ""), [("a", "b")])
    assert _printed(plain, 40) == ["a  b"]


def test_no_width_of_a_terminal_breaks_a_word() -> None:
    """Neither an hour nor a number, however narrow: where columns do not fit, rows are a list."""
    rows = [
        ("Delegations of up to 2 members", "1.5 (0-3)", "0", "09:30-16:00"),
        ("Ministers", "12,345.5", "60", "14:30-17:30"),
    ]
    titles = ("Group", "Hours each", "Wishes missed, min", "Hours of the day")
    words = {word for row in (titles, *rows) for cell in row for word in cell.split()}
    for width in range(24, 120):
        (made,) = table(titles, rows, right=(1, 2))
        lines = _printed(made, width)
        assert max(map(len, lines)) <= width
        printed = {word.rstrip(":;") for line in lines for word in line.split()}
        assert printed <= {word.rstrip(":;") for word in words}
