"""Where lines may break."""

from scheduler.reporting.pages import hyphenated, together


def test_numbers_stay_with_what_belongs_to_them() -> None:
    """Their unit, what they are compared with, whom they count; not other words."""
    text = "4 h double-booked, not 15; 12 % more; Africa −36, Asia +3"
    said = "4_h double-booked, not_15; 12_% more; Africa_−36, Asia_+3"
    assert together(text) == said.replace("_", "\u00a0")
    assert together("−5 interpreted meetings") == "−5\u00a0interpreted meetings"
    assert together("<b> not all") == "&lt;b&gt; not all"


def test_long_words_may_break_at_a_syllable() -> None:
    """Of twelve letters and more; not near their ends."""
    assert hyphenated("interpretation") == "interpre\u00adtation"
    assert hyphenated("Telecommunication") == "Tele\u00adcommu\u00adni\u00adcation"
    assert hyphenated("strengthening") == "strengthening"
    assert hyphenated("evaluations") == "evaluations"  # eleven
    assert hyphenated("<i>") == "&lt;i&gt;"
