"""What is decided of each field of the format that need not be said: whether it can be without effect."""

from collections.abc import Mapping

Fields = Mapping[str, str]
"""Names of fields, by the model that has them."""

TOLD: Fields = {
    "Instance": "frozen late_after late_until late_steps levels local_hours prime_time profiles reserve "
    "schedule_lock topic_lock travel_days walks",
    "Audience": "sessions",
    "Band": "joins",
    "Body": "gap",
    "CommonStarts": "sessions",
    "Contact": "sessions first last",
    "Deadline": "sessions",
    "Delegation": "must wishes",
    "ExternalEvent": "avoided_by used_by within",
    "FeatureWish": "sessions time",
    "InterpretationPool": "languages meetings_a_day meetings_a_week longest_meeting half_day half_days_a_day "
    "half_days_a_week usual_half_days_a_week overtime absences",
    "Item": "value part_at_least",
    "Kind": "agenda any_day daily_hours late_is_fine remote span_breaks standard_starts tasks_at_most uses "
    "windows",
    "Meal": "days roles classes people delegations_up_to",
    "MinimumLoad": "sessions first last",
    "Order": "working_days",
    "ParallelLimit": "sessions",
    "Person": "available compact",
    "PersonClass": "seated_in",
    "Preference": "sessions windows",
    "Preparation": "before",
    "Quota": "sessions at_least at_most",
    "Region": "weight",
    "Relation": "sessions share differ by",
    "Room": "closures",
    "Separation": "sessions others",
    "Series": "sessions",
    "Session": "agenda join panel preferred prime seated_before span_breaks themes topics value windows",
    "Task": "sessions",
    "TimeFeature": "feature windows",
    "Track": "sessions in_order",
}
"""Where it has no effect if something is missing, which `check` finds."""
TABLES = (
    "places contacts external_events preparations tasks deadlines items item_orders tracks relations "
    "time_features feature_wishes preferences not_beside series common_starts minimum_loads meals themes "
    "person_classes people regions sites delegations audiences interpretation resources bodies orders "
    "adjacent parallel_limits quotas published untimed"
)
"""Rows that nothing refers to are told of tables that only serve others; else their fields are looked at."""
FACTS: Fields = {
    "Instance": "horizon grid languages",
    "Band": "official breaks",
    "Body": "parent needs purpose",
    "DayProfile": "weekdays dates standard_starts",
    "DayWindow": "start end",
    "Delegation": "region",
    "Item": "topics themes documents proposers people settled",
    "ItemLevels": "level",
    "Kind": "purpose needs",
    "Person": "person_class delegation zone remote themes brings",
    "PersonClass": "rank level compact",
    "Place": "country subdivision zone weekend closed",
    "Room": "building capacity layouts booths features holds prime turnaround parts place",
    "Session": "body days duration attendance layout needs interpretation languages uses labels numbers "
    "level purpose region people remote showcases",
}
"""What things are like, whether or not a rule asks for it now."""
LIMITS: Fields = {
    "Agenda": "minutes at_most spare",
    "Audience": "people",
    "Body": "rhythm",
    "InterpretationPool": "gap",
    "Item": "shortest parts",
    "Kind": "first_days official_hours_only",
    "Panel": "at_least at_most",
    "Person": "buffer_before buffer_after daily_load",
    "PersonClass": "buffer_before buffer_after daily_load",
    "Region": "coordination_a_week showcases",
    "Resource": "changeover",
    "Rhythm": "first last",
    "Session": "exclusive",
    "Task": "value",
    "TeamAbsence": "teams",
    "Track": "places",
}
"""What is not reached now, and holds as soon as the facts change."""
MANNERS: Fields = {
    "Instance": "profile",
    "Adjacent": "within",
    "CommonStarts": "bands at_most",
    "ExternalEvent": "place",
    "FeatureWish": "room unwanted once people",
    "InterpretationPool": "counts",
    "Item": "sessions optional",
    "ItemOrder": "items_first sessions_first items_then sessions_then at_least nights",
    "LocalHours": "comfortable acceptable acceptable_rate night_rate",
    "MinimumLoad": "bands",
    "Order": "at_least at_most days_at_least days_at_most",
    "PanelRole": "classes brings people at_least at_most",
    "Pin": "start room",
    "Preference": "tracks rooms unwanted per rate",
    "Preparation": "days",
    "Published": "room seated",
    "Relation": "in_one_room pause",
    "Selection": "sessions bodies kinds themes tracks",
    "Separation": "groups tracks by",
    "Series": "waves",
    "Session": "pin optional was",
    "TimeFeature": "kinds",
    "Body": "in_order",
}
"""How something is meant that has an effect; the reader refuses what goes with another manner."""
READERS: Fields = {
    "Instance": "format title short_title acronym summary agreed_by publishing translations",
    "Document": "title address languages",
    "Invited": "classes people bodies others",
    "Kind": "integrated",
    "Origin": "language guid number slug address",
    "OtherConference": "title short_title",
    "OtherRoom": "title floor",
    "OtherSession": "title description output audience invited",
    "OtherTitle": "title",
    "OtherUntimed": "title summary",
    "Pause": "title",
    "Person": "public",
    "Posted": "address document",
    "Publishing": "organiser site venue buildings public_roles",
    "Room": "floor",
    "Session": "private description output audience invited stream code origin",
    "Theme": "colour",
    "Translation": "conference venue sessions untimed items rooms buildings bodies kinds themes regions "
    "delegations people person_classes breaks",
    "Untimed": "kind body themes summary published",
    "Venue": "title latitude longitude",
}
"""For those who read pages, calendars and exports; every `title` is."""
