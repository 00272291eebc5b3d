"""Remedies: changes of the facts that may make a programme possible."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.explanation.remedies import (
    panels,
    people,
    process,
    rooms,
    selection,
    services,
    times,
)
from scheduler.explanation.remedies.changing import Break, Cure, Remedy, with_row
from scheduler.explanation.remedies.levels import softened, with_level, with_rule_level

__all__ = ["CURES", "Break", "Remedy", "softened", "with_level", "with_row", "with_rule_level"]

CURES: Mapping[str, Cure] = MappingProxyType(
    {
        cure.__name__: cure
        for cure in (
            times.outside_hours,
            times.outside_window,
            times.off_preferred_time,
            times.dialogue_after_first_days,
            times.thematic_outside_official_hours,
            times.pin_broken,
            times.frozen_moved,
            rooms.room_overlap,
            rooms.room_overflow,
            rooms.room_lacks_feature,
            rooms.room_closed,
            people.person_conflict,
            people.person_unavailable,
            people.daily_load_exceeded,
            people.local_night,
            people.delegation_overstretched,
            process.order_broken,
            process.exclusive_broken,
            process.parallel_limit_exceeded,
            process.topic_conflict,
            services.teams_exceeded,
            services.support_exceeded,
            services.region_unheard,
            selection.too_many_sessions,
            selection.too_few_sessions,
            selection.session_dropped,
            selection.host_showcase_missing,
            panels.role_missing,
            panels.panel_too_large,
            panels.unseated,
        )
    }
)
"""What may help against each rule; nothing but its level against the others."""
