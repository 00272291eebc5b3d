"""Workbooks of OptaPlanner's conference scheduling, which Timefold reads too, as instances.

The penalty of a programme is its score with the sign turned, beside a constant: a reward (the three
diversities) is a cost of what is missed. A soft point costs 1, a medium point more than all soft ones
together; a hard weight is the level `hard`.

| in the workbook | in the instance |
|---|---|
| timeslots and types of talks | kinds with `windows`, and `needs` of a feature of rooms |
| tags of timeslots and rooms | `needs`, `feature_wishes` and `time_features` |
| sectors, audience types, contents, languages | `labels` of sessions |
| audience level, favourites | `numbers` of sessions |
| what talks share, diversities, popular talks, pauses | `relations` |
| unavailable speakers and rooms | `feature_wishes` for `time_features` |
| mutually exclusive talks; prerequisites | `topics`, `orders`; with a price `relations` |
| conflicts of speakers and of rooms | their rules; with a price `relations` |
| crowd control | `parallel_limits` |
| pins; published timeslots and rooms | `pin`; wishes that count once |

An instance cannot say a hard reward, a price of crowd control (which counts three talks at once as three, and
two as none), or crowd control of timeslots that overlap.
"""
