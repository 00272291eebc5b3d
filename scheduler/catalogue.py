"""The planning rules: ids, units, sentences and default levels.

This is what all voices of a rule are written from. Each sentence defines the rule's amount exactly.

Words used: a session *runs* from its start until just before its end, its duration later; one that spans
breaks ends once its duration has passed outside the breaks of the band in which it starts, and runs in
these, too. One that is left out, as an optional one may be, runs at no time, and a rule that speaks of two
certain sessions counts nothing if one of them is left out. Its *minutes* are those for which it runs, and
its *day* is the date of its start in the conference's zone. A *stretch* is a part of a band between breaks,
on one date; for a session that spans breaks, a whole band. "Minutes outside" several windows are the
session's minutes less the most that it has in any *one* of them, so a session that straddles two windows is
outside. A person *attends* a session in any role but optional, or on a seat of its panel. "A minute with n
counts n - k" counts nothing where n is at most k. Two sessions of a relation *share* the number of names
that they have in common under its `share` (of persons, those in fixed roles that are not optional); of
several labels the numbers multiplied, and 1 if it names none. They share nothing if the relation asks for two
that `differ`, and they do not.
"""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

HARD: Literal["hard"] = "hard"
OFF: Literal["off"] = "off"
MILLI = 1000
"""Weights have at most three decimals; penalties are counted in thousandths, as integers."""
Thousandths = Annotated[int, "thousandths of points"]
"""A number of points times `MILLI`; printed for machines as points."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A planning rule, as everybody needs to know it."""

    id: str
    """Names the trouble; stands in files and never changes."""
    family: str
    """Heading in the reference; the rules of a family have their voices in one module."""
    item: str
    """What its findings are about, and what an item level names; several sorts have `` or `` between them."""
    unit: str
    """Unit of its amounts."""
    default: Literal["hard"] | float
    """Level unless the instance says otherwise."""
    sentence: str
    """What it counts."""

    @property
    def items(self) -> tuple[str, ...]:
        """Return the sorts of its items."""
        return tuple(self.item.split(" or "))


_RULES = (
    # Hours and windows
    Rule(
        "outside_hours",
        "hours",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside the stretches of the bands that its kind may use; if it spans breaks "
        "and starts in one, also those from its start to the end of the break.",
    ),
    Rule(
        "outside_window",
        "hours",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside its windows, if it has any.",
    ),
    Rule(
        "off_preferred_time",
        "hours",
        "session",
        "minutes",
        0.1,
        "Minutes of a session outside its preferred windows, if it has any.",
    ),
    Rule(
        "off_standard_start",
        "hours",
        "session",
        "minutes",
        0.1,
        "Minutes of a session, if its kind has standard starts, outside the times that begin at one of "
        "them, on any date of the conference, and last as long as it would.",
    ),
    Rule(
        "late_hours",
        "hours",
        "session",
        "minutes",
        0.2,
        "Minutes of a session between the hour from which it is late (`late_after`) and midnight, on any "
        "date, unless late is fine for its kind; from the hour of a step (`late_steps`) until the next "
        "one's, each counts as much as its rate. Minutes from midnight until the end of the late hours "
        "(`late_until`) count as those before midnight. Nothing is late on a horizon of days.",
    ),
    Rule(
        "series_changes_hour",
        "hours",
        "series",
        "clock times",
        5.0,
        "Different clock times at which the sessions of a series start, beyond the number allowed "
        "(`waves`).",
    ),
    Rule(
        "starts_scattered",
        "hours",
        "common start",
        "clock times",
        2.0,
        "For each common start, and each of its bands on each date: different times at which its sessions "
        "start in that band, beyond the number allowed.",
    ),
    Rule(
        "load_missing",
        "hours",
        "minimum load",
        "minutes",
        0.05,
        "For each minimum load, and each of its bands on each of its days (or each of these days, if it "
        "names no bands): minutes by which the total duration of its sessions that start then falls short "
        "of the minimum. Its days are those from its first to its last that have an official band.",
    ),
    Rule(
        "outside_bound_hours",
        "hours",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside the first days that its kind is bound to, from the first day's first "
        "midnight to the midnight that ends the n-th date with a band; and, if its kind is bound to official "
        "hours, outside the stretches of the official bands.",
    ),
    Rule(
        "not_prime_time",
        "hours",
        "session",
        "minutes",
        1.0,
        "Minutes of a session that deserves prime time outside the prime windows, and its duration "
        "once more if its room is not a prime one.",
    ),
    Rule(
        "pin_broken",
        "hours",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside its pinned time (from the pinned start to its end if it starts then), "
        "and its duration once more if its room is not the pinned one.",
    ),
    # Rooms
    Rule(
        "room_overlap",
        "rooms",
        "room",
        "minutes",
        HARD,
        "Minutes for which a room holds more sessions at once than it may (one, unless the file allows "
        "more). For each room that has no parts: a minute with n sessions counts n minus the number "
        "allowed. A session holds its room, or else that room's parts (and theirs), until the room's "
        "turnaround after its end.",
    ),
    Rule(
        "room_overflow",
        "rooms",
        "session",
        "people",
        HARD,
        "People expected beyond the seats of the room: in the session's layout if the room has it, "
        "else in the room's usual one.",
    ),
    Rule(
        "room_lacks_feature",
        "rooms",
        "session",
        "features",
        HARD,
        "Features a session needs that its room does not offer (remote among them if it has remote "
        "attendance), booths missing for the languages of its interpretation, and one more if the "
        "room lacks its layout.",
    ),
    Rule(
        "room_closed",
        "rooms",
        "room or place",
        "minutes",
        HARD,
        "Minutes of sessions in a room while that room, or a part of it, is closed; and those on dates on "
        "which the place of the room is closed: those listed for it and, unless the session's kind may be "
        "held on any day, its weekends and the public holidays of its country.",
    ),
    Rule(
        "room_waste",
        "rooms",
        "session",
        "seats",
        0.01,
        "Seats of the room, counted as in room_overflow, beyond the people expected.",
    ),
    Rule(
        "body_changes_room",
        "rooms",
        "body",
        "rooms",
        5.0,
        "Different rooms in which a body meets, beyond the first.",
    ),
    Rule(
        "walking_time_short",
        "rooms",
        "person",
        "minutes",
        1.0,
        "For each two sessions that a person attends in different buildings, one of which ends before or "
        "when the other starts: minutes by which the time between them falls short of the way. Remote "
        "persons do not walk.",
    ),
    # People
    Rule(
        "person_conflict",
        "people",
        "person",
        "minutes",
        HARD,
        "Minutes for which a person is double-booked, or which are missing for travel. A minute for which n "
        "attended sessions hold a person counts n - 1. A session holds a person from the buffer before it "
        "(or the minutes by which persons of a class are seated, if those are more) until the buffer after "
        "it. For each two sessions in different places that a person who is not remote attends, one of "
        "which ends before or when the other starts: minutes by which the time between them falls short of "
        "the days of travel.",
    ),
    Rule(
        "optional_missed",
        "people",
        "person",
        "minutes",
        0.1,
        "Minutes for which someone misses an optional session because of another one that runs beside it. "
        "For each person who has the optional role in a session, held or not: a minute in which n sessions "
        "run in which the person has any role or a seat counts n - 1.",
    ),
    Rule(
        "person_unavailable",
        "people",
        "person",
        "minutes",
        HARD,
        "For each session that a person attends: minutes for which it holds the person, as in "
        "person_conflict, outside the person's availability, if any is given.",
    ),
    Rule(
        "daily_load_exceeded",
        "people",
        "person",
        "minutes",
        0.2,
        "For each date: duration of the attended sessions of that day beyond the person's daily load, "
        "if one is given.",
    ),
    Rule(
        "meal_missed",
        "people",
        "meal",
        "minutes",
        0.5,
        "For each person and each delegation that a meal is for, and each of its days: minutes by which the "
        "longest stretch within its hours in which they are free falls short of what it asks for (or of its "
        "hours, where a change of the clocks leaves less of them). A person is free while no session that "
        "is attended holds the person, as in person_conflict; a delegation, while fewer sessions that it "
        "must attend run than it has members.",
    ),
    Rule(
        "days_on_site",
        "people",
        "person",
        "days",
        10.0,
        "For each person who should be on site compactly (`compact`) and is not remote: days from the first "
        "day of an attended session to the last (0 if they are the same).",
    ),
    # Bodies and process
    Rule(
        "body_conflict",
        "bodies",
        "body",
        "minutes",
        HARD,
        "Minutes for which a body has two sessions at once, or bodies below it meet beside it. A minute "
        "with n sessions of a body running counts n - 1; and for each session of a body, each minute of "
        "each other session of a body below it, at any depth, that runs beside it.",
    ),
    Rule(
        "parent_not_around",
        "bodies",
        "body",
        "minutes",
        0.1,
        "For each body whose parent has two sessions or more: minutes by which its first session "
        "starts before the parent's first has ended, and minutes by which the parent's last session "
        "starts before its own last has ended; first and last as the file lists them. A joint meeting "
        "with the parent is neither before nor after itself.",
    ),
    Rule(
        "order_broken",
        "bodies",
        "session or agenda item",
        "minutes",
        HARD,
        "For each order, and each two sessions of a body that meets in order, consecutive or with nothing "
        "but optional ones between: minutes by which the later session starts too early, and minutes by "
        "which it is too late. Too early: before the least lag after the earlier one's end, or before the "
        "midnight that begins the first date allowed, whichever is more. Too late: starting beyond the "
        "greatest lag, or ending beyond the midnight that ends the last date allowed, whichever is more. On "
        "a horizon of days, days are counted from the last date of the earlier session to the first of the "
        "later one. For each order of items, and each two of its sides, one first and one then, that are "
        "not both sessions: the minutes by which each session of the latter starts before the end of a "
        "session of the former and the minutes asked for, or before the midnight after the nights asked "
        "for. The sessions of an item are those that deal with it. A session that deals with two items "
        "counts nothing of them, if neither minutes nor nights are asked for, and the agenda has them in "
        "order.",
    ),
    Rule(
        "rhythm_broken",
        "bodies",
        "body",
        "days",
        10.0,
        "Periods in which a body does not meet as often as it should. For each body with a rhythm: each run "
        "of as many consecutive days as the rhythm says, from its first day to its last, counts 1 if no "
        "meeting of the body starts between the midnight that begins the first of them and the one that "
        "ends the last. Days are dates with an official band.",
    ),
    Rule(
        "parallel_limit_exceeded",
        "bodies",
        "parallel limit or resource",
        "minutes",
        HARD,
        "Minutes for which more sessions run, or more of a resource is taken, at once than allowed. For "
        "each limit of k: a minute with n of its sessions running counts n - k. For each resource of k "
        "units: a minute for which n are taken counts n - k; a session takes its units until the changeover "
        "after its end.",
    ),
    Rule(
        "topic_conflict",
        "bodies",
        "topic",
        "minutes",
        HARD,
        "Minutes for which two sessions of a topic run at once. "
        "A minute with n sessions of a topic running counts n - 1. Of the sessions that deal with an item of "
        "the topic, and do not carry it themselves: the minutes for which each runs beside another of them, "
        "each two once, or beside one that carries it.",
    ),
    Rule(
        "not_adjacent",
        "bodies",
        "adjacency",
        "minutes",
        0.05,
        "For each two sessions best held one after the other: minutes from the end of the earlier to "
        "the start of the later, nights included, beyond those that still count as adjacent.",
    ),
    Rule(
        "run_beside",
        "bodies",
        "separation or session",
        "minutes",
        HARD,
        "For each separation (`not_beside`) by minutes, and each two sessions that it keeps apart: minutes "
        "that both run. For each exclusive session: each minute of each other session that runs beside it.",
    ),
    # Interpretation and remote
    Rule(
        "teams_exceeded",
        "services",
        "interpretation pool",
        "minutes",
        HARD,
        "Interpretation needed beyond the teams available, and beyond their working time. A minute for "
        "which n meetings hold a team counts n - teams; a meeting holds one until the gap after its end. A "
        "meeting beyond what all teams serve in its day, or in its week from Monday to Sunday, counts as "
        "the longest meeting; and so do minutes of a meeting's duration beyond the longest, one each. Of a "
        "pool that counts half-days: a half-day needs as many teams as it has meetings at once at most. "
        "Teams needed beyond those available, in half-days of a date of which any two are less than the gap "
        "apart, and team half-days beyond what all teams work in a day, or in a week, count as the work of "
        "a half-day each. Only teams available on the date count; in a week, a team that is away on some "
        "dates serves no more than it can on the others.",
    ),
    Rule(
        "team_overtime",
        "services",
        "interpretation pool",
        "half-days",
        20,
        "Of a pool that counts half-days: team half-days of a week beyond those that all its teams usually "
        "work, and team half-days in bands of overtime, one each. A team that is away on some dates usually "
        "works no more than it can on the others.",
    ),
    Rule(
        "local_hours",
        "services",
        "region",
        "person-minutes",
        0.01,
        "For each site of a region and each minute of a session: the site's remote participants, times "
        "the region's weight, times the rate of that minute on the site's clocks (nothing when "
        "comfortable, the acceptable rate, or the night rate). On a horizon of days its minutes are those of "
        "the daily hours of its kind, on each of its dates, by the clocks of its place.",
    ),
    Rule(
        "worst_region",
        "services",
        "conference",
        "person-minutes",
        0.01,
        "The amount of local_hours, over all sessions, of the region for which it is largest.",
    ),
    Rule(
        "local_night",
        "services",
        "person",
        "minutes",
        HARD,
        "Minutes of sessions that a remote person attends outside acceptable hours on the person's "
        "clocks; on a horizon of days, minutes as in local_hours.",
    ),
    # Audience
    Rule(
        "delegation_overstretched",
        "audience",
        "delegation",
        "minutes",
        0.5,
        "Minutes for which a delegation must be in more sessions at once than it has members. "
        "A minute with n sessions running that a delegation must attend counts n - its size.",
    ),
    Rule(
        "wish_missed",
        "audience",
        "delegation",
        "minutes",
        0.05,
        "Minutes for which a delegation must, or wishes to, be in more sessions at once than it has members. "
        "For each delegation with wishes: a minute with n sessions running that it must or wishes to "
        "attend counts n - its size.",
    ),
    Rule(
        "audience_overlap",
        "audience",
        "audience",
        "person-minutes",
        0.01,
        "Minutes for which an audience has two sessions at once, for each of its people. "
        "A minute with n of an audience's sessions running counts n - 1 for each of its people.",
    ),
    Rule(
        "theme_conflict",
        "audience",
        "theme",
        "minutes",
        0.2,
        "Minutes for which two sessions of a theme run at once. "
        "A minute with n sessions of a theme running counts n - 1.",
    ),
    Rule(
        "theme_scattered",
        "audience",
        "theme",
        "days",
        1.0,
        "Different days of a theme's sessions, beyond the first.",
    ),
    Rule(
        "region_unheard",
        "audience",
        "region",
        "meetings",
        HARD,
        "For each week from Monday to Sunday with a date that has an official band: coordination meetings "
        "that the group of a region needs in a week and does not have. And sessions missing from the number "
        "that has to show the success stories of a region.",
    ),
    # Selection
    Rule(
        "quota_missed",
        "selection",
        "quota",
        "sessions",
        HARD,
        "Sessions of a quota that are held beyond its maximum, or are missing from its minimum.",
    ),
    Rule(
        "value_lost",
        "selection",
        "session or agenda item or task",
        "points of value",
        1.0,
        "The value of a session that is left out, of an agenda item that is on no agenda, and of a task "
        "with which no session deals that is held. A session, or an item, that is not optional counts at "
        "least 1, and is hard whatever the level. An item that is settled altogether does not count.",
    ),
    # Panels
    Rule(
        "panel_size_wrong",
        "panels",
        "session",
        "people",
        HARD,
        "For each panel of a session that is held: people missing from the least that the panel asks for "
        "in all, and from the least that each of its roles asks for; and people beyond the most that the "
        "panel allows in all, and beyond the most that each of its roles allows. Those seated count, and "
        "those who attend it in a fixed role and fit a role of the panel; in each role, those who fit it.",
    ),
    Rule(
        "unseated",
        "panels",
        "person",
        "people",
        HARD,
        "Each person whose class has to be seated in some sessions (`seated_in`) and who attends none of "
        "these that is held counts 1.",
    ),
    Rule(
        "theme_mismatch",
        "panels",
        "session",
        "seats",
        5.0,
        "Seats of persons with themes, none of which is a theme of the session, if the session has any.",
    ),
    Rule(
        "levels_mixed",
        "panels",
        "session",
        "seats",
        2.0,
        "Seats of persons whose class is technical and the session ministerial, or the other way round "
        "(`level`).",
    ),
    # Robustness
    Rule(
        "no_slack",
        "hours",
        "session",
        "minutes",
        0.5,
        "Minutes of a session inside the reserve, unless its start is pinned.",
    ),
    Rule(
        "frozen_moved",
        "stability",
        "session",
        "minutes",
        HARD,
        "Minutes of a frozen session outside its published time (from the published start to its end if it "
        "starts then), and its duration once more if its room is not the published one, or alone if "
        "it is left out; and, if it was published who is seated on its panel, one more for each person of "
        "its pool who is seated and was not to be, or was to be and is not. Of any other session, minutes "
        "inside the frozen time. A session is frozen if a minute of its published time is. Nothing is "
        "frozen without a published programme.",
    ),
    Rule(
        "session_moved",
        "stability",
        "session",
        "people",
        0.2,
        "People affected by a session that does not start when it was published to, or is left out: those "
        "expected in the room, or those named in it or published to be seated on its panel if they are "
        "more, and the remote participants; at least 1.",
    ),
    Rule(
        "room_changed",
        "stability",
        "session",
        "people",
        0.05,
        "People affected, as in session_moved, by a session that starts when it was published to, but in "
        "another room than the published one.",
    ),
    Rule(
        "day_not_kept",
        "stability",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside the day that it had in the imported programme.",
    ),
    Rule(
        "room_not_kept",
        "stability",
        "session",
        "minutes",
        HARD,
        "Duration of a session in a room that no session of its kind and themes had in the imported "
        "programme, if it was in that.",
    ),
    Rule(
        "time_not_kept",
        "stability",
        "session",
        "minutes",
        HARD,
        "Minutes of a session outside its own time in the imported programme, and its duration once more "
        "if it is in another room; for each other session, minutes inside the time of those that ran "
        "alone. A session had its own time if nothing ran beside it, on a day with sessions in parallel; "
        "if sessions of its title began with it in other rooms, which count as one with it; or if it "
        "names no people, while most sessions do.",
    ),
    # Tracks
    Rule(
        "track_mixed",
        "tracks",
        "conference",
        "changes",
        10.0,
        "For each room and each half-day: of the sessions of tracks that start in it there, in order of "
        "start (those at once as the file lists tracks and sessions), each that comes right after one of "
        "another track counts 1. A half-day is an official band of a date.",
    ),
    Rule(
        "track_split",
        "tracks",
        "track",
        "rooms",
        5.0,
        "For each half-day, as in track_mixed: different rooms of the sessions of a track that start in it, "
        "beyond the first.",
    ),
    Rule(
        "track_changes_room",
        "tracks",
        "track",
        "rooms",
        2.0,
        "Different rooms of the sessions of a track, beyond the first.",
    ),
    Rule(
        "track_interrupted",
        "tracks",
        "track",
        "tracks",
        5.0,
        "A track counts 1 if there is a half-day, as in track_mixed, in which none of its sessions starts, "
        "while some start in one before it and some in one after it.",
    ),
    Rule(
        "track_conflict",
        "tracks",
        "track",
        "minutes",
        0.2,
        "Minutes for which two sessions of a track run at once. "
        "A minute with n sessions of a track running counts n - 1.",
    ),
    Rule(
        "track_out_of_order",
        "tracks",
        "track",
        "minutes",
        0.05,
        "For each track that is in order (`in_order`), and each two of its sessions that follow one another "
        "in the table `sessions`, or have nothing but optional ones between: minutes by which the later one "
        "starts before the earlier one has ended.",
    ),
    Rule(
        "track_place_missed",
        "tracks",
        "track",
        "sessions",
        1.0,
        "Of a track with `places`, its sessions in sequence by half-day, as in track_mixed (those in none "
        "first), then by room as the file lists them, by start, and by the file: each session that is not at "
        "its place counts 1.",
    ),
    # Preferences
    Rule(
        "preference_missed",
        "preferences",
        "preference",
        "times",
        1.0,
        "Sessions, or minutes of them, that are not when and where they are preferred. "
        "A minute is there if it is in one of the windows of a preference, if it has any, and in one of its "
        "rooms, if it has any; else it is elsewhere. Each session of the preference with a minute elsewhere "
        "counts as many as its rate says, or each of these minutes does. For tracks, each half-day and room "
        "that one of them has, as in track_mixed, counts so, with all minutes of the half-day. If it is "
        "unwanted, minutes that are there count, in place of those elsewhere.",
    ),
    Rule(
        "half_day_shared",
        "preferences",
        "separation",
        "pairs",
        1.0,
        "For each separation by half-days: each two sessions that it keeps apart that start in one half-day, "
        "as in track_mixed, in different rooms; and for each two tracks that it keeps apart, each half-day, "
        "and each two rooms that the one and the other have in it.",
    ),
    # Relations
    Rule(
        "relation_missed",
        "relations",
        "relation",
        "minutes",
        0.05,
        "For each relation, and each two of its sessions that are not arranged as it wants "
        "(`wanted`): the durations of both, times what they share. With a `pause`: they run at once, or "
        "start on one date with less than the pause between them; that counts once, however much they share. "
        "On `one_day`: they start on different dates. In `one_room`: they start on one date, and are in "
        "different rooms. In order (`in_order`): the one that comes first, by its lower number (`by`) or, "
        "without that, because it is listed first, ends after the other starts. In a `larger_room`: the one "
        "with the higher number (`by`) has a room that is known to have a smaller `capacity` than that of "
        "the other. If they are wanted `at_once`, the duration of one counts, if they are equally long and "
        "do not start at the same time; if `not_at_once`, the minutes that both run, only of two in one room "
        "if it says so (`in_one_room`).",
    ),
    Rule(
        "feature_wish_missed",
        "preferences",
        "feature wish",
        "minutes",
        0.05,
        "For each wish for a feature, the duration of each of its sessions, and of each session that one of "
        "its persons attends, once for each of them (1 instead, if it says `once`), if the room or the time "
        "lacks what is wanted, or if room and time have all that is not wanted. A session has a feature of "
        "times (`time_features`) if it lies inside one of the windows of that feature for its kind.",
    ),
    # Agenda items
    Rule(
        "item_misplaced",
        "items",
        "agenda item",
        "sessions",
        HARD,
        "Sessions that deal with an item without being allowed to take it. Items that are settled "
        "altogether do not count, in this and all other rules about items.",
    ),
    Rule(
        "item_shortened",
        "items",
        "agenda item",
        "minutes",
        0.1,
        "Minutes that an item on an agenda is given less, in all sessions together, than it needs. Less "
        "than its `shortest` is not allowed, whatever the level.",
    ),
    Rule(
        "item_split",
        "items",
        "agenda item",
        "sessions",
        5.0,
        "Sessions beyond the first that deal with an item. More sessions than its `parts`, and parts "
        "shorter than `part_at_least`, are not allowed, whatever the level.",
    ),
    Rule(
        "session_overfull",
        "items",
        "session",
        "minutes",
        HARD,
        "Minutes that a session gives to items beyond those that it has for them.",
    ),
    Rule(
        "agenda_tight",
        "items",
        "session",
        "minutes",
        0.1,
        "For each session that takes items and should have minutes to spare: minutes that it gives to items "
        "beyond those that it has for them, less those to spare.",
    ),
    Rule(
        "items_too_late",
        "items",
        "agenda item",
        "minutes",
        0.001,
        "For each order of items, and each two of its sides, one first and one then, that are not both "
        "sessions: the minutes by which each session of the latter starts before the midnight after the "
        "nights asked for and one more, counted from another session, of the former.",
    ),
    Rule(
        "item_people_missing",
        "items",
        "person or delegation",
        "minutes",
        HARD,
        "For each person, the sessions that deal with an item which needs the person, but for those that "
        "the person attends in a fixed role: the minutes of each outside the person's availability, if any "
        "is given, and the minutes for which it runs beside another of them, each two once, or beside one "
        "that the person attends in a fixed role. For each delegation, minutes for which it has too few "
        "members for the items that it proposes: a minute in which a session runs that deals with an item "
        "which the delegation proposes counts the members of it that running sessions hold, less its size. "
        "A session holds those who attend it in fixed roles; one that deals with such an item holds one at "
        "least.",
    ),
    Rule(
        "items_unbalanced",
        "items",
        "body",
        "minutes",
        0.02,
        "For each body, over those of its sessions that take items and are held: the most minutes that one "
        "of them has left of those for items, less the fewest.",
    ),
    # Preparation
    Rule(
        "silence_too_long",
        "preparation",
        "contact",
        "days",
        1.0,
        "For each contact, the days of each silence beyond those it allows. A silence is from the last date "
        "of one of its sessions to the first of the next, or from the day before its first date, or to the "
        "day after its last.",
    ),
    Rule(
        "external_event_clash",
        "preparation",
        "external event",
        "minutes",
        0.005,
        "Minutes of a session on dates of an event that it avoids.",
    ),
    Rule(
        "external_event_unused",
        "preparation",
        "external event",
        "events",
        20.0,
        "An event that some sessions should use counts 1 if none of them starts at its place between so "
        "many days before its first date (`within`) and as many after its last.",
    ),
    Rule(
        "prepared_late",
        "preparation",
        "preparation",
        "minutes",
        0.005,
        "For each preparation, and each session before which it has to be ready: minutes by which that "
        "session starts before the session of the preparation has ended and its days but one have passed.",
    ),
    Rule(
        "too_many_items",
        "preparation",
        "session",
        "items",
        HARD,
        "Items on the agenda of a session beyond those that it takes at most; and tasks with which a "
        "session that is held deals, beyond the most that its kind allows.",
    ),
)

_BY_ID = {rule.id: rule for rule in _RULES}
RULES: Mapping[str, Rule] = MappingProxyType(_BY_ID)
"""Every rule by its id, in the order in which they are shown; those registered from Python come last."""
OWN = "own"
"""Family of the rules that are registered from Python."""


def add_rule(rule: Rule) -> None:
    """Put a rule of one's own into the catalogue; `scheduler.api.own_rules` registers its voices as well."""
    _BY_ID[rule.id] = rule


@dataclass(frozen=True, slots=True)
class OldRule:
    """Present id of a rule that older files name."""

    rule: str
    """The id of the rule that it is, or is a part of, now."""
    table: str = ""
    """Table of the items that it was about, if the rule is about others, too."""
    where: tuple[str, object] | None = None
    """A field and its value in the rows of these, if it was about some of them."""
    widened: bool = False
    """Whether the rule has had its id before, and is about more now."""


OLD_RULES: Mapping[str, OldRule] = MappingProxyType(
    {
        "dialogue_after_first_days": OldRule("outside_bound_hours"),
        "thematic_outside_official_hours": OldRule("outside_bound_hours"),
        "role_missing": OldRule("panel_size_wrong"),
        "panel_too_large": OldRule("panel_size_wrong"),
        "too_many_sessions": OldRule("quota_missed"),
        "too_few_sessions": OldRule("quota_missed"),
        "exclusive_broken": OldRule("run_beside", "sessions", ("exclusive", True), widened=True),
        "session_dropped": OldRule("value_lost", "sessions"),
        "item_dropped": OldRule("value_lost", "items"),
        "task_unsettled": OldRule("value_lost", "tasks"),
        "item_topic_conflict": OldRule("topic_conflict"),
        "item_person_missing": OldRule("item_people_missing", "people"),
        "proposer_missing": OldRule("item_people_missing", "delegations"),
        "parent_conflict": OldRule("body_conflict"),
        "travel_too_short": OldRule("person_conflict"),
        "host_showcase_missing": OldRule("region_unheard"),
        "too_many_tasks": OldRule("too_many_items"),
        "place_closed": OldRule("room_closed", "places", widened=True),
        "item_out_of_order": OldRule("order_broken", "items", widened=True),
        "support_exceeded": OldRule("parallel_limit_exceeded", "resources", widened=True),
        "related_at_once": OldRule("relation_missed", "relations", ("wanted", "not_at_once")),
        "related_without_pause": OldRule("relation_missed", "relations", ("wanted", "pause")),
        "related_on_other_days": OldRule("relation_missed", "relations", ("wanted", "one_day")),
        "related_in_other_rooms": OldRule("relation_missed", "relations", ("wanted", "one_room")),
        "related_out_of_order": OldRule("relation_missed", "relations", ("wanted", "in_order")),
        "related_in_smaller_room": OldRule(
            "relation_missed", "relations", ("wanted", "larger_room")
        ),
        "related_not_at_once": OldRule("relation_missed", "relations", ("wanted", "at_once")),
    }
)
"""Ids that are read, with a note, for the sake of older files."""


class OldRuleWarning(UserWarning):
    """An old id of a rule has been read; `str()` says what it is called now."""


def current_rule(id_: str, place: str = "") -> str:
    """Return the id that a rule has now, with a warning if it is another; an unknown one stays as it is.

    `place` says where it stands, and begins the warning.
    """
    if id_ not in OLD_RULES:
        return id_
    old = OLD_RULES[id_]
    part = f", of `{old.table}`" if old.table else ""
    part += "" if old.where is None else f" with `{old.where[0]}: {old.where[1]}`"
    said = f"{place}the rule `{id_}` is now `{old.rule}`{part}."
    warnings.warn(said, OldRuleWarning, stacklevel=2)
    return old.rule


FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(rule.family for rule in _RULES))
"""The families, in the same order."""

_NAMES: Mapping[str, str] = {
    "starts_scattered": "Sessions that do not start together",
    "outside_hours": "Sessions outside the hours of their kind",
    "outside_window": "Sessions outside their windows",
    "off_preferred_time": "Sessions outside their preferred times",
    "late_hours": "Late sessions",
    "outside_bound_hours": "Sessions outside the first days or official hours",
    "series_changes_hour": "Series that start at different times of day",
    "rhythm_broken": "Bodies that meet too rarely",
    "team_overtime": "Overtime of interpretation teams",
    "load_missing": "Half-days or days with too few sessions",
    "off_standard_start": "Sessions away from the standard starts",
    "run_beside": "Sessions in parallel that must not be",
    "not_prime_time": "Sessions without prime time or a prime room",
    "pin_broken": "Pinned sessions elsewhere",
    "room_overlap": "Double-booked rooms",
    "room_overflow": "Rooms too small",
    "room_lacks_feature": "Rooms without the features needed",
    "room_closed": "Sessions in closed rooms",
    "room_waste": "Empty seats",
    "body_changes_room": "Bodies that change rooms",
    "walking_time_short": "Too little time to walk",
    "person_conflict": "Double-booked people",
    "optional_missed": "Optional attendance missed",
    "person_unavailable": "People needed while they are not available",
    "daily_load_exceeded": "Days too long for a person",
    "meal_missed": "Too little time for meals",
    "days_on_site": "Extra days on site",
    "body_conflict": "Meetings of a body and its parts at once",
    "parent_not_around": "Bodies that meet before or after their parent",
    "order_broken": "Sessions or items out of order",
    "parallel_limit_exceeded": "Too many sessions or too little equipment at once",
    "topic_conflict": "Sessions or items of one topic at once",
    "not_adjacent": "Adjacent sessions too far apart",
    "teams_exceeded": "Too few interpretation teams",
    "local_hours": "Inconvenient hours for remote participants",
    "worst_region": "Inconvenient hours for the worst-off region",
    "local_night": "Remote speakers needed at night",
    "delegation_overstretched": "Delegations with more meetings at once than members",
    "wish_missed": "Wishes of delegations missed",
    "audience_overlap": "Sessions for one audience at once",
    "theme_conflict": "Sessions of one theme at once",
    "theme_scattered": "Themes spread over several days",
    "region_unheard": "Regions without enough meetings or success stories",
    "quota_missed": "Too many or too few sessions of a quota",
    "value_lost": "Sessions, items and tasks left out",
    "panel_size_wrong": "Panels too small or too large",
    "unseated": "People without a panel",
    "theme_mismatch": "Panellists whose themes do not match",
    "levels_mixed": "Technical and ministerial level mixed on panels",
    "no_slack": "Sessions in the reserve",
    "frozen_moved": "Changes to frozen sessions",
    "session_moved": "Published sessions moved",
    "room_changed": "Published rooms changed",
    "day_not_kept": "Sessions on another day than in the import",
    "room_not_kept": "Sessions in rooms new to their kind",
    "time_not_kept": "Sessions that have lost their own time",
    "track_mixed": "Rooms that change tracks in a half-day",
    "track_split": "Tracks in several rooms in a half-day",
    "track_changes_room": "Tracks that change rooms",
    "track_interrupted": "Tracks that pause for a half-day",
    "track_conflict": "Sessions of one track at once",
    "track_out_of_order": "Tracks out of order",
    "track_place_missed": "Sessions at the wrong position in a track",
    "preference_missed": "Preferred times or rooms missed",
    "half_day_shared": "Separated sessions in one half-day",
    "relation_missed": "Related sessions not arranged as wanted",
    "feature_wish_missed": "Wished features missed",
    "item_misplaced": "Items in sessions not allowed to take them",
    "item_shortened": "Items with less time than they need",
    "item_split": "Items split over several sessions",
    "session_overfull": "Agendas longer than the session",
    "too_many_items": "Too many items or tasks in a session",
    "agenda_tight": "Agendas with too little time to spare",
    "items_too_late": "Items with no night to spare between them",
    "item_people_missing": "Items without the people they need",
    "items_unbalanced": "Unevenly filled agendas of a body",
    "silence_too_long": "Contacts silent for too long",
    "external_event_clash": "Sessions during external events to avoid",
    "external_event_unused": "External events not used",
    "prepared_late": "Preparations ready too late",
}


def name_of(rule: str) -> str:
    """Return what people call the trouble that a rule is about: a few words."""
    return _NAMES.get(rule) or rule.replace("_", " ").capitalize()


def plain_sentence(rule: str) -> str:
    """Return what a rule counts without ids and names of fields: other rules by their names for people."""
    said = re.sub(r" \(`\w+`\)", "", RULES[rule].sentence)
    said = re.sub(r"`(\w+)`", lambda field: field[1].replace("_", " "), said)
    return re.sub(
        r"[a-z]+(?:_[a-z]+)+",
        lambda id_: f"“{name_of(id_[0])}”" if id_[0] in RULES else id_[0],
        said,
    )
