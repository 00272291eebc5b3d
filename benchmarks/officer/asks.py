"""What the conference was asked for, with its figure (docs/background/officer.md)."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from benchmarks.officer.programme import Held, Programme
from scheduler.instance import Person, Purpose, remote_of
from scheduler.wording import counted

ROLES = "funder", "chief_executive"
DECISION_MAKERS = "minister", "deputy_minister"


def statements(of: Programme) -> str:
    """Return the minutes of statements, and how many are published instead."""
    minutes = _minutes(each for each in of.held if of.purpose(each) is Purpose.STATEMENTS)
    return f"{minutes} min delivered, {len(of.instance.untimed)} published"


def last_dialogue(of: Programme) -> str:
    """Return the day of the last dialogue."""
    return f"the last on day {max(of.number(each.day) for each in of.of_kind('dialogue'))}"


def mixed_panels(of: Programme) -> str:
    """Count the dialogues whose panel has all roles."""
    whole = of.of_kind("dialogue") if "panel_size_wrong" not in of.evaluation.totals else ()
    return f"{len(whole)} of {len(of.of_kind('dialogue'))} panels whole"


def seated(of: Programme) -> str:
    """Count the ministers and deputies who sit in a dialogue, and the seats away from their themes."""
    people = _of_classes(of, DECISION_MAKERS)
    sitting = [
        each for each in people if any(each.id in held.panel for held in of.of_kind("dialogue"))
    ]
    away = counted(int(of.amount("theme_mismatch")), "seat")
    return f"{len(sitting)} of {len(people)}; {away} away from their themes"


def thematic_hours(of: Programme) -> str:
    """Count the thematic sessions outside official hours."""
    outside = [each for each in of.of_kind("thematic") if not _official(of, each)]
    return f"{len(outside)} of {len(of.of_kind('thematic'))} outside official hours"


def selection(of: Programme) -> str:
    """Count the thematic sessions that are held, of the candidates."""
    candidates = [each for each in of.instance.sessions if each.kind == "thematic"]
    return f"{len(of.of_kind('thematic'))} of {len(candidates)} candidates"


def outputs(of: Programme) -> str:
    """Count the thematic sessions that precede the meeting that takes their output."""
    held = {each.session.id: each for each in of.held}
    before, waiting = 0, 0
    for order in of.instance.ordered:
        for a in (held[each] for each in order.first if each in held):
            if a.session.kind == "thematic":
                waiting += 1
                before += all(a.end <= held[each].start for each in order.then if each in held)
    return f"{before} of {waiting} before it"


def topics(of: Programme) -> str:
    """Return the minutes for which two sessions of one topic, or of one theme, run beside each other."""
    return f"{of.amount('topic_conflict')} min of one topic, {of.amount('theme_conflict')} of one theme"


def partners(of: Programme) -> str:
    """Count the funders and chief executives with a session of the programme."""
    people = _of_classes(of, ROLES)
    in_one = [each for each in people if any(each.id in held.panel for held in of.held)]
    return f"{len(in_one)} of {len(people)}"


def chatham_house(of: Programme) -> str:
    """Return how long the private talk is, and how many take part."""
    talk = of.named("chatham-house")
    private = "private" if talk.session.private else "public"
    return f"{_minutes([talk])} min, {private}, {len(talk.panel)} people"


def success(of: Programme) -> str:
    """Return when and where the host region shows its successes, and what others show."""
    held = of.named("africa-success")
    shown = {region for each in of.held for region in each.session.showcases}
    where = of.instance.room_by_id[held.room].title
    regions = f"{len(shown)} of {len(of.instance.regions)} regions show"
    return f"day {of.number(held.day)}, {held.clock}, {where}; {regions}"


def worst_off(of: Programme) -> str:
    """Return the inconvenient person-minutes of the region that is worst off, and of all."""
    return f"{of.amount('worst_region')} of {of.amount('local_hours')} person-minutes in the worst-off region"


def coordination(of: Programme) -> str:
    """Count the meetings of regional groups, of all and of each."""
    meetings = of.of_kind("coordination")
    each = {
        sum(held.session.region == region.id for held in meetings) for region in of.instance.regions
    }
    return f"{len(meetings)}, {'–'.join(str(number) for number in sorted(each))} of each group"


def development(of: Programme) -> str:
    """Return the hours for development and for administration."""
    purposes = dict.fromkeys(Purpose, 0)
    for held in of.held:
        purpose = of.purpose(held)
        if purpose is not None:
            purposes[purpose] += held.work
    hours = {each: minutes / 60 for each, minutes in purposes.items()}
    return f"{hours[Purpose.DEVELOPMENT]:g} h development, {hours[Purpose.ADMINISTRATION]:g} h administration"


def locks(of: Programme) -> str:
    """Return the dates from which topics and the schedule are locked."""
    return f"topics {of.instance.topic_lock}, schedule {of.instance.schedule_lock}"


def remote_places(of: Programme) -> str:
    """Count the negotiating and coordinating sessions in which remote participants sit."""
    held = of.of_kind("plenary", "committee", "working_group", "ad_hoc", "coordination")
    remote = [each for each in held if remote_of(of.instance, each.session)]
    return f"{len(remote)} of {len(held)}"


def levels_mixed(of: Programme) -> str:
    """Count the seats that mix technical sessions and decision-makers."""
    return counted(int(of.amount("levels_mixed")), "seat")


def sector_members(of: Programme) -> str:
    """Count the dialogues in which a chief executive sits with a minister."""
    executives = {each.id for each in _of_classes(of, ("chief_executive",))}
    ministers = {each.id for each in _of_classes(of, DECISION_MAKERS)}
    both = [
        each
        for each in of.of_kind("dialogue")
        if each.panel & executives and each.panel & ministers
    ]
    return f"{len(both)} of {len(of.of_kind('dialogue'))} dialogues"


def described(of: Programme) -> str:
    """Count the integrated sessions that say their output, their audience and who is invited."""
    kinds = {each.id for each in of.instance.kinds if each.integrated}
    sessions = [each for each in of.instance.sessions if each.kind in kinds]
    whole = [each for each in sessions if each.output and each.audience and each.invited]
    return f"{len(whole)} of {len(sessions)}"


def published(of: Programme) -> str:
    """Count the untimed items with a document or an address."""
    items = of.instance.untimed
    return f"{sum(each.published is not None for each in items)} of {len(items)}"


def _minutes(held: Iterable[Held]) -> int:
    return sum(each.work for each in held)


def _of_classes(of: Programme, classes: Sequence[str]) -> Sequence[Person]:
    return [each for each in of.instance.people if each.person_class in classes]


def _official(of: Programme, held: Held) -> bool:
    profile = of.instance.profile_of(held.day)
    midnight = held.start.replace(hour=0, minute=0)
    start, end = held.start - midnight, held.end - midnight
    return (
        any(each.official and each.start <= start and end <= each.end for each in profile.bands)
        if profile
        else False
    )


def variant(name: str) -> Callable[[Programme], str]:
    """Return what names the variant that shows it."""
    return lambda _: f"`instances/wtdc21-addis/{name}.yaml`"


ASKS: Mapping[str, Callable[[Programme], str]] = {
    "Q1": statements,
    "Q2": last_dialogue,
    "Q3": mixed_panels,
    "Q4": seated,
    "Q5": thematic_hours,
    "Q6": selection,
    "Q7": outputs,
    "Q8": topics,
    "Q9": partners,
    "Q10": chatham_house,
    "Q11": success,
    "Q12": worst_off,
    "Q13": coordination,
    "Q14": development,
    "Q16": locks,
    "Q20": remote_places,
    "Q21": levels_mixed,
    "Q22": variant("prepared-upstream"),
    "Q23": variant("reform-2025"),
    "Q24": sector_members,
    "Q25": described,
    "Q26": locks,
    "Q27": published,
    "Q28": variant("youth-summit"),
    "Q29": chatham_house,
}
"""The figure of each line of the second table, by its number."""
