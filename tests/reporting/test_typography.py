"""Where lines may break."""

from scheduler.reporting.pages import together


def test_numbers_stay_with_what_belongs_to_them() -> None:
    """Their unit, what they are compared with, whom they count; not other words."""
    text = "4 h double-booked, not 15; 12 % more; Africa −36, Asia +3"
    said = "4_h double-booked, not_15; 12_% more; Africa_−36, Asia_+3"
    assert together(text) == said.replace("_", "\u00a0")
    assert together("−5 interpreted meetings") == "−5\u00a0interpreted meetings"
    assert together("<b> not all") == "&lt;b&gt; not all"
