"""The third voice of each rule: its words when things go wrong."""

from collections.abc import Mapping
from types import MappingProxyType

from scheduler.explanation.remedies import Cure
from scheduler.explanation.rules import people, selection, services
from scheduler.explanation.rules.bodies import order
from scheduler.explanation.rules.hours import bands
from scheduler.explanation.rules.panels import seats
from scheduler.explanation.rules.rooms import holding

CURES: Mapping[str, Cure] = MappingProxyType(
    {
        cure.__name__: cure
        for cure in (
            bands.outside_hours,
            bands.outside_window,
            bands.off_preferred_time,
            bands.dialogue_after_first_days,
            bands.thematic_outside_official_hours,
            bands.pin_broken,
            bands.frozen_moved,
            holding.room_overlap,
            holding.room_overflow,
            holding.room_lacks_feature,
            holding.room_closed,
            people.person_conflict,
            people.person_unavailable,
            people.daily_load_exceeded,
            people.local_night,
            people.delegation_overstretched,
            order.order_broken,
            order.exclusive_broken,
            order.parallel_limit_exceeded,
            order.topic_conflict,
            services.teams_exceeded,
            services.support_exceeded,
            services.region_unheard,
            selection.too_many_sessions,
            selection.too_few_sessions,
            selection.session_dropped,
            selection.host_showcase_missing,
            seats.role_missing,
            seats.panel_too_large,
            seats.unseated,
        )
    }
)
"""What may help against each rule; nothing but its level against the others."""
