"""Settings with and without effect, of each sort."""

from typing import Any

from tests.conference import WEEK, session

NO = "has no effect on the programme"
FIRST = [{"days": ["2021-11-08"]}]
NIGHT = [{"days": ["2021-11-08"], "from": "22:00"}]
ADA: dict[str, Any] = {"people": [{"id": "ada"}]}
TALKS = (session("talk", people={"speaker": ["ada"]}), session("panel"))
TWICE = tuple(session(each, people={"speaker": ["ada"]}) for each in ("talk", "panel"))
LUNCH = {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60}
PANEL = {"roles": [{"id": "experts", "brings": ["solutions"]}]}

TWO_KINDS = [{"id": each, "bands": ["morning"]} for each in ("meeting", "other")]
TWO_PLACES = [{"id": "bonn"}, {"id": "rome"}]
TWO_ROOMS = [{"id": each["id"], "capacity": 9, "place": each["id"]} for each in TWO_PLACES]
CONTACT = {"id": "c", "sessions": {"sessions": ["talk"]}, "at_most": 3}
FAIR = {"id": "fair", "from": "2021-11-05", "avoided_by": {"sessions": ["talk"]}}

Tables = dict[str, Any]


SECTORS = tuple(
    session(each, labels={"sector": ["health"]}, numbers={"marks": 1}) for each in ("talk", "panel")
)


def _shared(**fields: Any) -> Tables:
    """Describe a relation of two sessions of a sector."""
    return {"sessions": SECTORS, "relations": [{"id": "k", "wanted": "in_order"} | fields]}


def _wished(time: str) -> Tables:
    """Describe a wish for a time, of which one is known."""
    features = [{"feature": "early", "windows": FIRST}]
    wishes = [
        {"id": id_, "time": each, "sessions": {"sessions": ["talk"]}}
        for id_, each in (("w", time), ("other", "early"))
    ]
    return {"time_features": features, "feature_wishes": wishes}


MEETING: dict[str, Any] = {"id": "meeting", "bands": ["morning", "afternoon"]}
AGENDA = {"minutes": 60}
DEBT = {"id": "debt", "title": "Debt", "minutes": 60, "sessions": {"sessions": ["talk"]}}
BEFORE = {"from": "2021-11-01", "to": "2021-11-07"}
CHRISTMAS = [{"days": ["2021-12-24"]}]
ONE_TALK = {"sessions": {"sessions": ["talk"]}}
BOTH_TALKS = {"sessions": {"sessions": ["talk", "panel"]}}
EARLY = {"feature": "early", "windows": FIRST}
EARLY_WISH = {"feature_wishes": [{"id": "w", "time": "early", **ONE_TALK}]}
SUVA: Tables = {
    "regions": [{"id": "asp"}],
    "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
    "rooms": [{"id": "A", "capacity": 9, "features": ["remote"]}],
}
"""A place from which somebody can take part."""


def _kind(**fields: Any) -> Tables:
    """Describe the only kind, with more fields."""
    return {"kinds": [MEETING | fields]}


def _dealing(*sessions: dict[str, Any], **fields: Any) -> Tables:
    """Describe an item, which the talk takes."""
    taking = (session("talk", agenda=AGENDA, people={"speaker": ["ada"]}), session("panel"))
    return {"sessions": sessions or taking, "items": [DEBT | fields]}


def _pool(**fields: Any) -> Tables:
    """Describe interpreters of a session, and a room for them."""
    return {
        "interpretation": [
            {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1} | fields
        ],
        "sessions": (session("talk", interpretation="two", people={"speaker": ["ada"]}),),
        "rooms": [{"id": "A", "capacity": 9, "booths": 2}],
    }


ON_TUESDAY = {"from": "2021-11-09", "to": "2021-11-09"}
ON_MONDAY: Tables = {
    "sessions": (session("talk", interpretation="two", people={"speaker": ["ada"]}, windows=FIRST),)
}


def _bands(*, follows: bool, joins: bool = True, start: str = "09:00") -> Tables:
    """Describe a morning, and an afternoon that follows it at once, or later."""
    bands = [
        {"id": "morning", "from": start, "to": "12:00", "joins": joins},
        {"id": "afternoon", "from": "12:00" if follows else "14:00", "to": "17:00"},
    ]
    return {"day_profiles": [{"id": "day", "weekdays": WEEK, "bands": bands}]}


CASES: dict[str, tuple[Tables, Tables, str]] = {
    "late_until": (
        {"late_until": "02:00"},
        {"late_until": "02:00"} | _bands(follows=False, joins=False, start="01:30"),
        f"late_until {NO}: no band begins before.",
    ),
    "joins": (
        _bands(follows=False),
        _bands(follows=True),
        f"day_profiles[day].bands[1].joins {NO}: no band begins where it ends.",
    ),
    "standard_starts": (
        _kind(standard_starts=["09:00", "12:00"]),
        _kind(standard_starts=["09:00", "11:30"]),
        f"kinds[meeting].standard_starts[2] (12:00) {NO}: no band of this kind is open then.",
    ),
    "a window of a kind": (
        _kind(windows=[*FIRST, *NIGHT]),
        _kind(windows=FIRST),
        f"kinds[meeting].windows[2] {NO}: none of its sessions can be held then.",
    ),
    "windows of a kind": (
        _kind(windows=FIRST) | {"sessions": [each | {"windows": FIRST} for each in TALKS]},
        _kind(windows=FIRST) | {"sessions": [TALKS[0], TALKS[1] | {"windows": FIRST}]},
        f"kinds[meeting].windows {NO}: each of its sessions says its own.",
    ),
    "a window of a preference": (
        {"preferences": [{"id": "p", "windows": [*FIRST, *NIGHT]}]},
        {"preferences": [{"id": "p", "windows": FIRST}]},
        f"preferences[p].windows[2] {NO}: none of its sessions can be held then.",
    ),
    "a window of a feature": (
        EARLY_WISH | {"time_features": [EARLY | {"windows": [*FIRST, *CHRISTMAS]}]},
        EARLY_WISH | {"time_features": [EARLY]},
        f"time_features[1].windows[2] {NO}: none of its sessions can be held then.",
    ),
    "a feature without a wish": (
        {"time_features": [EARLY]},
        {"time_features": [EARLY]} | EARLY_WISH,
        f"time_features[1].feature {NO}: no wish is for it.",
    ),
    "silence until another year": (
        {"contacts": [CONTACT | BEFORE]},
        {"contacts": [CONTACT | BEFORE | {"to": "2021-11-08"}]},
        f"contacts[c].to {NO}: no day of it is between 2021-11-08 and 2021-11-09.",
    ),
    "a minimum after the last day": (
        {"minimum_loads": [{"id": "m", "at_least": 60, "from": "2021-11-10"}]},
        {"minimum_loads": [{"id": "m", "at_least": 60, "from": "2021-11-09"}]},
        f"minimum_loads[m].from {NO}: no day of it is between 2021-11-08 and 2021-11-09.",
    ),
    "an agenda without items": (
        {"sessions": (session("talk", agenda=AGENDA, people={"speaker": ["ada"]}),)},
        _dealing(),
        f"sessions[talk].agenda {NO}: there are no `items`.",
    ),
    "agendas of a kind without items": (
        _kind(agenda=AGENDA),
        _kind(agenda=AGENDA) | _dealing(*TALKS),
        f"kinds[meeting].agenda {NO}: there are no `items`.",
    ),
    "the value of an item": (
        _dealing(value=7),
        _dealing(value=7, optional=True),
        f"items[debt].value {NO}: only an `optional` item can be left out.",
    ),
    "the parts of an item": (
        _dealing(part_at_least=20),
        _dealing(part_at_least=20, parts=2),
        f"items[debt].part_at_least {NO}: it is not split (`parts`).",
    ),
    "tasks_at_most": (
        _kind(tasks_at_most=2),
        _kind(tasks_at_most=2) | {"tasks": [{"id": "t", "sessions": ["talk"]}]},
        f"kinds[meeting].tasks_at_most {NO}: there are no `tasks`.",
    ),
    "any_day": (
        _kind(any_day=True),
        _kind(any_day=True) | {"places": TWO_PLACES, "rooms": TWO_ROOMS},
        f"kinds[meeting].any_day {NO}: no room is in one of `places`.",
    ),
    "daily_hours": (
        _kind(daily_hours={"from": "09:00", "to": "17:00"}),
        _kind(daily_hours={"from": "09:00", "to": "17:00"})
        | {"people": [{"id": "ada", "remote": True, "zone": "Asia/Tokyo"}]},
        f"kinds[meeting].daily_hours {NO}: nobody takes part remotely.",
    ),
    "remote of a kind": (
        SUVA
        | _kind(remote={"suva": 3})
        | {"sessions": [session("talk", remote={"suva": 2}, people={"speaker": ["ada"]})]},
        SUVA | _kind(remote={"suva": 3}),
        f"kinds[meeting].remote {NO}: each of its sessions says its own.",
    ),
    "meetings of teams that work by half-days": (
        _pool(counts="half_days", meetings_a_day=3),
        _pool(counts="half_days", half_days_a_day=1),
        f"interpretation[two].meetings_a_day {NO}: half-days are counted (`counts`).",
    ),
    "half-days of teams that work by meetings": (
        _pool(overtime=["evening"]),
        _pool(meetings_a_day=3),
        f"interpretation[two].overtime {NO}: meetings are counted (`counts`).",
    ),
    "teams that are away when there is no meeting": (
        _pool(absences=[ON_TUESDAY]) | ON_MONDAY,
        _pool(absences=[ON_TUESDAY | {"from": "2021-11-08"}]) | ON_MONDAY,
        f"interpretation[two].absences[1] {NO}: no meeting that it serves can be held then.",
    ),
    "within": (
        {"external_events": [{**FAIR, "to": "2021-11-08", "within": 5}]},
        {
            "external_events": [
                {"id": "fair", "from": "2021-11-08", "to": "2021-11-08", "within": 5}
                | {"used_by": {"sessions": ["talk"]}}
            ]
        },
        f"external_events[fair].within {NO}: it is `used_by` no session.",
    ),
    "the order of a track": (
        {"tracks": [{"id": "t", "in_order": True, **ONE_TALK}]},
        {"tracks": [{"id": "t", "in_order": True, **BOTH_TALKS}]},
        f"tracks[t].in_order {NO}: it has fewer than two sessions.",
    ),
    "a series of one": (
        {"series": [{"id": "s", **ONE_TALK}]},
        {"series": [{"id": "s", **BOTH_TALKS}]},
        f"series[s].sessions {NO}: it has fewer than two sessions.",
    ),
    "a common start of one": (
        {"common_starts": [{"id": "c", **ONE_TALK}]},
        {"common_starts": [{"id": "c", **BOTH_TALKS}]},
        f"common_starts[c].sessions {NO}: it has fewer than two sessions.",
    ),
    "a separation of one": (
        {"not_beside": [{"id": "n", **ONE_TALK}]},
        {"not_beside": [{"id": "n", **ONE_TALK, "others": {"sessions": ["panel"]}}]},
        f"not_beside[n].sessions {NO}: it has fewer than two sessions, and no others.",
    ),
    "a relation of one": (
        {"relations": [{"id": "r", "wanted": "one_day", "sessions": ["talk"]}]},
        {"relations": [{"id": "r", "wanted": "one_day", "sessions": ["talk", "panel"]}]},
        f"relations[r].sessions {NO}: it has fewer than two sessions.",
    ),
    "share": (
        _shared(share=["sectors"]),
        _shared(share=["sector"]),
        f"relations[k].share[1] (sectors) {NO}: no session has anything under this label.",
    ),
    "by": (
        _shared(by="mark"),
        _shared(by="marks"),
        f"relations[k].by (mark) {NO}: no session says it.",
    ),
    "differ": (
        _shared(differ="sectors"),
        _shared(differ="sector"),
        f"relations[k].differ (sectors) {NO}: no session says it.",
    ),
    "a feature of times": (
        _wished("earl"),
        _wished("early"),
        f"feature_wishes[w].time (earl) {NO}: no row of `time_features` gives this feature.",
    ),
    "frozen": (
        {"frozen": FIRST},
        {
            "frozen": FIRST,
            "published": [
                {"session": "talk", "start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}
            ],
        },
        f"frozen {NO}: there is no `published` plan to keep.",
    ),
    "late_after": (
        {"late_after": "21:00"},
        {"late_after": "20:59"},
        f"late_after {NO}: no band lasts longer.",
    ),
    "late_steps": (
        {"late_steps": [{"from": "21:00", "rate": 2}]},
        {"late_steps": [{"from": "20:59", "rate": 2}]},
        f"late_steps[1] {NO}: no band lasts longer.",
    ),
    "prime_time": (
        {"prime_time": FIRST},
        {
            "prime_time": FIRST,
            "sessions": (session("talk", prime=True),),
            "rooms": [{"id": "A", "capacity": 9, "prime": True}],
        },
        f"prime_time {NO}: no session has `prime: true`.",
    ),
    "a window of prime_time": (
        {
            "prime_time": [*FIRST, *NIGHT],
            "sessions": (session("talk", prime=True),),
            "rooms": [{"id": "A", "capacity": 9, "prime": True}],
        },
        {
            "prime_time": [*FIRST, {"days": ["2021-11-09"]}],
            "sessions": (session("talk", prime=True),),
            "rooms": [{"id": "A", "capacity": 9, "prime": True}],
        },
        f"prime_time[2] {NO}: no session with `prime: true` can be held then.",
    ),
    "a reserve at night": (
        {"reserve": NIGHT},
        {"reserve": FIRST},
        f"reserve[1] {NO}: no session can be held then.",
    ),
    "a reserve between pins": (
        {
            "reserve": FIRST,
            "sessions": (session("talk", pin={"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}),),
        },
        {"reserve": FIRST, "sessions": (session("talk", pin={"room": "A"}),)},
        f"reserve {NO}: the start of each session is pinned.",
    ),
    "local_hours": (
        {"local_hours": {"night_rate": 5}},
        {
            "local_hours": {"night_rate": 5},
            "people": [{"id": "ada", "remote": True, "zone": "Asia/Tokyo"}],
            "levels": {"local_night": 1},
        },
        f"local_hours {NO}: nobody takes part remotely.",
    ),
    "walks": (
        {
            "walks": [{"between": ["a", "b"], "minutes": 5}],
            "rooms": [
                {"id": "A", "capacity": 9, "building": "a"},
                {"id": "B", "capacity": 9, "building": "b"},
            ],
        },
        {
            "walks": [{"between": ["a", "b"], "minutes": 5}],
            "sessions": TWICE,
            "rooms": [
                {"id": "A", "capacity": 9, "building": "a"},
                {"id": "B", "capacity": 9, "building": "b"},
            ],
        },
        f"walks {NO}: nobody attends two sessions on site.",
    ),
    "resources": (
        {"resources": [{"id": "crew", "count": 1}]},
        {
            "resources": [{"id": "crew", "count": 1}],
            "sessions": (session("talk", uses={"crew": 1}),),
        },
        f"resources[crew] {NO}: no session uses it.",
    ),
    "interpretation": (
        {
            "interpretation": [
                {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}
            ]
        },
        {
            "interpretation": [
                {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}
            ],
            "sessions": (session("talk", interpretation="two"),),
            "rooms": [{"id": "A", "capacity": 9, "booths": 2}],
        },
        f"interpretation[two] {NO}: it serves no session.",
    ),
    "languages": (
        {
            "interpretation": [
                {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}
            ],
            "sessions": (session("talk", interpretation="two", languages=["en"]),),
            "rooms": [{"id": "A", "capacity": 9, "booths": 2}],
        },
        {
            "interpretation": [
                {"id": "two", "languages": ["en", "fr"], "counts": "meetings", "teams": 1}
            ],
            "sessions": (
                session("talk", interpretation="two", languages=["en"]),
                session("panel", interpretation="two", languages=["fr"]),
            ),
            "rooms": [{"id": "A", "capacity": 9, "booths": 2}],
        },
        f"interpretation[two].languages[2] (fr) {NO}: no session needs it.",
    ),
    "sites": (
        {
            "regions": [{"id": "asp"}],
            "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        },
        {
            "regions": [{"id": "asp", "weight": 2}],
            "sites": [{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
            "sessions": (session("talk", remote={"suva": 3}),),
            "rooms": [{"id": "A", "capacity": 9, "features": ["remote"]}],
        },
        f"sites[suva] {NO}: nobody takes part from there.",
    ),
    "weight": (
        {"regions": [{"id": "asp", "weight": 2}]},
        {"regions": [{"id": "asp", "weight": 1}]},
        f"regions[asp].weight {NO}: nobody takes part remotely from there.",
    ),
    "themes": (
        {"themes": [{"id": "climate"}]},
        {"themes": [{"id": "climate"}], "sessions": (session("talk", themes=["climate"]),)},
        f"themes[climate] {NO}: no session carries it.",
    ),
    "gap": (
        {"bodies": [{"id": "com", "gap": 30}], "sessions": (session("talk", body="com"),)},
        {
            "bodies": [{"id": "com", "gap": 30}],
            "sessions": (session("talk", body="com"), session("panel", body="com")),
        },
        f"bodies[com].gap {NO}: it meets only once.",
    ),
    "gap without order": (
        {
            "bodies": [{"id": "com", "gap": 30, "in_order": False}],
            "sessions": (session("talk", body="com"), session("panel", body="com")),
        },
        {
            "bodies": [{"id": "com", "in_order": False}],
            "sessions": (session("talk", body="com"), session("panel", body="com")),
        },
        f"bodies[com].gap {NO}: its meetings need no order (`in_order: false`).",
    ),
    "person_classes": (
        {"person_classes": [{"id": "minister"}]},
        {"person_classes": [{"id": "minister"}], "people": [{"id": "ada", "class": "minister"}]},
        f"person_classes[minister] {NO}: nobody is of this class.",
    ),
    "seated_in": (
        {
            "person_classes": [{"id": "minister", "seated_in": {"kinds": ["gala"]}}],
            "people": [{"id": "ada", "class": "minister"}],
            "kinds": [
                {"id": "meeting", "bands": ["morning"]},
                {"id": "gala", "bands": ["evening"]},
            ],
        },
        {
            "person_classes": [{"id": "minister", "seated_in": {"kinds": ["meeting"]}}],
            "people": [{"id": "ada", "class": "minister"}],
        },
        f"person_classes[minister].seated_in {NO}: it selects no session.",
    ),
    "compact": (
        {"people": [{"id": "ada", "compact": True}]},
        {"people": [{"id": "ada", "compact": True}], "sessions": TWICE},
        f"people[ada].compact {NO}: fewer than two sessions are attended.",
    ),
    "compact from afar": (
        {
            "people": [{"id": "ada", "compact": True, "remote": True, "zone": "Africa/Cairo"}],
            "sessions": TWICE,
        },
        {"people": [{"id": "ada", "remote": True, "zone": "Africa/Cairo"}], "sessions": TWICE},
        f"people[ada].compact {NO}: a remote person is not on site.",
    ),
    "a role that nobody fits": (
        {"sessions": (session("talk", panel=PANEL),)},
        {
            "sessions": (session("talk", panel=PANEL),),
            "people": [{"id": "ada", "brings": ["solutions"]}],
        },
        f"sessions[talk].panel.roles[1] (experts) {NO}: nobody fits this role.",
    ),
    "span_breaks": (
        {"kinds": [{"id": "meeting", "bands": ["morning"], "span_breaks": True}]},
        {"kinds": [{"id": "meeting", "bands": ["morning"]}]},
        f"kinds[meeting].span_breaks {NO}: no band of this kind has a break.",
    ),
    "late_is_fine": (
        {"kinds": [{"id": "meeting", "bands": ["morning"], "late_is_fine": True}]},
        {"kinds": [{"id": "meeting", "bands": ["morning", "evening"], "late_is_fine": True}]},
        f"kinds[meeting].late_is_fine {NO}: no band of this kind goes beyond `late_after`.",
    ),
    "a lone theme": (
        {"sessions": (session("talk", themes=["climat"]),)},
        {
            "sessions": (session("talk", themes=["climat"]),),
            "audiences": [{"id": "all", "sessions": {"themes": ["climat"], "sessions": ["panel"]}}],
        }
        | {"sessions": (session("talk", themes=["climat"]), session("panel"))},
        (
            f"sessions[talk].themes[1] (climat) {NO}: no other session has it, and nothing else in the file "
            "names it."
        ),
    ),
    "a lone topic": (
        {"sessions": (session("talk", topics=["rural"]), session("panel"))},
        {"sessions": (session("talk", topics=["rural"]), session("panel", topics=["rural"]))},
        (
            f"sessions[talk].topics[1] (rural) {NO}: no other session has it, and nothing else in the file "
            "names it."
        ),
    ),
    "value": (
        {"sessions": (session("talk", value=7),)},
        {"sessions": (session("talk", value=7, optional=True),)},
        f"sessions[talk].value {NO}: only an `optional` session can be left out.",
    ),
    "seated_before": (
        {"sessions": (session("talk", people={"speaker": ["ada"]}, seated_before=30),)},
        {
            "sessions": (session("talk", people={"speaker": ["ada"]}, seated_before=30),),
            "person_classes": [{"id": "minister"}],
            "people": [{"id": "ada", "class": "minister"}],
        },
        f"sessions[talk].seated_before {NO}: nobody of a class of persons takes part.",
    ),
    "join": (
        {"sessions": (session("talk", join="https://example.org/x"),)},
        {"sessions": (session("talk", join="https://example.org/x", people={"chair": ["ada"]}),)},
        f"sessions[talk].join {NO}: it is told to those named in the session, and nobody is.",
    ),
    "a window too short": (
        {"sessions": (session("talk", windows=[*FIRST, {"days": ["2021-11-09"], "to": "09:30"}]),)},
        {"sessions": (session("talk", windows=[*FIRST, {"days": ["2021-11-09"], "to": "10:00"}]),)},
        f"sessions[talk].windows[2] {NO}: the session cannot be held in this window.",
    ),
    "one of the preferred windows": (
        {"sessions": (session("talk", preferred=[*FIRST, *NIGHT]),)},
        {"sessions": (session("talk", preferred=FIRST),)},
        f"sessions[talk].preferred[2] {NO}: the session cannot be held in this window.",
    ),
    "all of them": (
        {"sessions": (session("talk", preferred=NIGHT),)},
        {"sessions": (session("talk", preferred=NIGHT),), "levels": {"off_preferred_time": "off"}},
        # 60 min at 0.1 each
        "sessions[talk].preferred costs 6 points in every programme: it cannot be held in any of them.",
    ),
    "prime without prime_time": (
        {"sessions": (session("talk", prime=True),)},
        {"sessions": (session("talk", prime=True),), "levels": {"not_prime_time": "off"}},
        # 60 min for the time, and 60 for the room, at 1 each
        (
            "sessions[talk].prime costs 120 points in every programme: there is no `prime_time` and no room "
            "that it can have is `prime`."
        ),
    ),
    "a selection": (
        {
            "kinds": [
                {"id": "meeting", "bands": ["morning"]},
                {"id": "gala", "bands": ["evening"]},
            ],
            "delegations": [{"id": "fiji", "size": 1, "wishes": {"kinds": ["gala"]}}],
        },
        {"delegations": [{"id": "fiji", "size": 1, "wishes": {"kinds": ["meeting"]}}]},
        f"delegations[fiji].wishes {NO}: it selects no session.",
    ),
    "an audience of one session": (
        {"audiences": [{"id": "press", "sessions": {"sessions": ["talk"]}}]},
        {"audiences": [{"id": "press", "sessions": {"sessions": ["talk", "panel"]}}]},
        f"audiences[press] {NO}: fewer than two sessions are for this audience.",
    ),
    "a quota without a number": (
        {"quotas": [{"id": "all"}]},
        {"quotas": [{"id": "all", "at_most": 9}]},
        f"quotas[all] {NO}: it has neither `at_least` nor `at_most`.",
    ),
    "a place without a room": (
        {"places": [{"id": "bonn"}]},
        {"places": [{"id": "bonn"}], "rooms": [{"id": "A", "capacity": 9, "place": "bonn"}]},
        f"places[bonn] {NO}: no room is there.",
    ),
    "travel within one place": (
        {"travel_days": 1},
        {"travel_days": 1, "places": TWO_PLACES, "rooms": TWO_ROOMS},
        f"travel_days {NO}: rooms are not in two `places`.",
    ),
    "a task of a kind without a session": (
        {"kinds": TWO_KINDS, "tasks": [{"id": "t", "sessions": {"kinds": ["other"]}}]},
        {"kinds": TWO_KINDS, "tasks": [{"id": "t", "sessions": {"kinds": ["meeting"]}}]},
        f"tasks[t].sessions {NO}: it selects no session.",
    ),
    "a contact of a kind without a session": (
        {"kinds": TWO_KINDS, "contacts": [{**CONTACT, "sessions": {"kinds": ["other"]}}]},
        {"kinds": TWO_KINDS, "contacts": [CONTACT]},
        f"contacts[c].sessions {NO}: it selects no session.",
    ),
    "an event on other days": (
        {"external_events": [{**FAIR, "to": "2021-11-07"}]},
        {"external_events": [{**FAIR, "to": "2021-11-08"}]},
        f"external_events[fair].avoided_by {NO}: it is not between 2021-11-08 and 2021-11-09.",
    ),
    "a meal that nobody has": (
        {"meals": [{**LUNCH, "roles": ["chair"]}]},
        {"meals": [{**LUNCH, "roles": ["speaker"]}]},
        f"meals[lunch] {NO}: it is for nobody who is on site and attends a session.",
    ),
    "a meal on another day": (
        {"meals": [{**LUNCH, "days": ["2021-12-24"]}]},
        {"meals": [{**LUNCH, "days": ["2021-11-08", "2021-12-24"]}]},
        f"meals[lunch].days {NO}: none of them is a day of the conference.",
    ),
    "working_days": (
        {"orders": [{"first": ["talk"], "then": ["panel"], "working_days": True}]},
        {
            "orders": [
                {"first": ["talk"], "then": ["panel"], "working_days": True, "days_at_most": 1}
            ]
        },
        f"orders[1].working_days {NO}: neither `days_at_least` nor `days_at_most` is given.",
    ),
    "the level of a rule": (
        {"levels": {"walking_time_short": 3}},
        {"levels": {"walking_time_short": "off"}},
        (
            f"levels.walking_time_short {NO}: nothing in the file is counted by this rule "
            "(docs/rules.md#walking_time_short)."
        ),
    ),
    "the level of an item": (
        {"levels": {"person_conflict": {"items": {"ada": 1, "ben": 1}}}, "sessions": TWICE}
        | {"people": [{"id": "ada"}, {"id": "ben"}]},
        {"levels": {"person_conflict": {"items": {"ada": 1, "ben": "off"}}}, "sessions": TWICE}
        | {"people": [{"id": "ada"}, {"id": "ben"}]},
        (
            f"levels.person_conflict.items.ben {NO}: this rule counts nothing of this item "
            "(docs/rules.md#person_conflict)."
        ),
    ),
    "a level of the profile in force": (
        {"profiles": {"draft": {"topic_conflict": 1}}, "profile": "draft"},
        {"profiles": {"draft": {"topic_conflict": 1}}},
        (
            f"profiles.draft.topic_conflict {NO}: nothing in the file is counted by this rule "
            "(docs/rules.md#topic_conflict)."
        ),
    ),
}
"""Tables with one setting without effect, tables in which it has one, and what is said of the former."""
