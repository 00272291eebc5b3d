"""What a rule costs in all, and a place when the others may move."""

from scheduler.explanation.programmes import overview, price_of_rule
from scheduler.instance import Instance
from tests.conference import band, conference, hours, placed, session


def _pair() -> Instance:
    """Return two talks of one chair in two hours, both best at 09:00: one of them pays 60 * 0.5 points."""
    early = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]
    return conference(
        *(session(each, people={"chair": ["ada"]}, preferred=early) for each in ("one", "two")),
        people=[{"id": "ada"}],
        levels={"off_preferred_time": 0.5, "room_waste": "off"},
        **hours(band("morning", "09:00", "11:00"), weekdays=["monday"]),
    )


def test_a_hard_rule_costs_what_others_pay_for_its_sake() -> None:
    """Without it both talks are at 09:00, and the chair is missing for an hour."""
    instance = _pair()
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A")
    price = price_of_rule(instance, schedule, "person_conflict", time_limit=4)
    assert (price.price, price.own, price.others_now) == (30_000, 0, 30_000)
    assert price.without.penalty == 0
    assert price.amount_without == 60
    assert price.now_proved
    assert price.moved == ("two",)


def test_a_rule_with_a_weight_costs_its_own_penalty_as_well() -> None:
    """Nothing else costs anything here."""
    instance = _pair()
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A")
    price = price_of_rule(instance, schedule, "off_preferred_time", time_limit=4)
    assert (price.price, price.own, price.others_now) == (30_000, 30_000, 0)


def test_who_is_worst_off_bears_the_most() -> None:
    """Of two sessions, the one that is two hours off; and a person who is named by nothing is not told of."""
    early = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]
    instance = conference(
        session("one", preferred=early),
        session("two", preferred=early),
        session("three", preferred=early, people={"optional": ["ada"], "chair": ["bob"]}),
        people=[{"id": "ada"}, {"id": "bob"}],
        levels={"off_preferred_time": 0.5, "room_waste": "off"},
    )
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:30 B", three="Mon 14:00 A")
    found = overview(instance, schedule)
    assert [each.item for each in found.worst_off["session"]] == ["three", "two"]
    assert [each.penalty for each in found.worst_off["session"]] == [30_000, 15_000]
    assert [each.finding.item for each in found.dearest] == ["three", "two"]
    assert "person" not in found.worst_off


def test_sessions_share_what_names_several_of_them() -> None:
    """Two of one theme for an hour at once: 60 * 0.2 = 12 points, six for each."""
    instance = conference(
        *(session(each, themes=["new"]) for each in ("one", "two")),
        levels={"theme_conflict": 0.2, "room_waste": "off", "theme_scattered": "off"},
    )
    found = overview(instance, placed(instance, one="Mon 09:00 A", two="Mon 09:00 B"))
    assert [each.penalty for each in found.worst_off["session"]] == [6_000, 6_000]
    assert [(each.item, each.penalty) for each in found.worst_off["theme"]] == [("new", 12_000)]
