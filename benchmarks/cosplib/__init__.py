"""CoSPLib, the benchmark library for conference scheduling problems: its workbooks, as instances.

Kheiri, Pylyavskyy, Jacko: CoSPLib – A benchmark library for conference scheduling problems, GECCO '25
Companion, 131–134, doi 10.1145/3712255.3726570.

Sessions of a workbook are half-days, its submissions are talks of tracks, and a point of its objective is a
point of penalty.

| in the workbook | in the instance |
|---|---|
| tracks, sessions or submissions × sessions or rooms; time zones | `preferences` |
| similar tracks; conflicts of presenters, attendees and chairs | `not_beside` |
| order | `places` of tracks, and a separation by minutes |
| rooms per track, parallel tracks, consecutive tracks | levels of rules on tracks |

All slots last as long. If dates and times do not follow one another, each session has a day of its own. Who
presents or chairs is a person of the instance, and costs nothing as such: the objective has terms for that.
"""
