"""What commands print as JSON: a folder with something for each of them, and cases that matter."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from scheduler.cli import main
from scheduler.desk import delete_alternative, open_desk
from scheduler.instance import Instance
from scheduler.sources import write_schedule
from tests.agendas import dealing, item
from tests.cli import test_replan as replanning
from tests.cli.conftest import small, store, write
from tests.cli.test_publish import OFFICE
from tests.comparison.pairs import PLACES
from tests.comparison.pairs import small as rich
from tests.conference import conference, placed, room, seated, session
from tests.interpreted import full_day
from tests.publishing.releases import itemised

ROOT = Path(__file__).parents[2]
QUICK = ("--time-limit", "2", "--workers", "1")
ROOM = "--make-room --time-limit 2"
Case = tuple[str, int]
"""What follows the name of a command, without `--json`, and its exit code."""

CASES: Mapping[str, tuple[Case, ...]] = {
    "check": (("small.yaml", 0), ("narrow.yaml", 2), ("wide.yaml", 0), ("idle.yaml", 0)),
    "solve": (
        ("small.yaml --time-limit 2 --workers 1", 0),
        ("closed.yaml --time-limit 2 --workers 1", 2),
        ("small.yaml --moves 1 --time-limit 2 --workers 1", 0),
        ("rich.yaml -o new.json --no-rule-worse crowded.json --time-limit 2 --workers 1", 0),
        (f"'{ROOT}/instances/wtdc21-addis.yaml' -o new.json --time-limit 0.01 --engine cp-sat", 3),
    ),
    "show": (
        ("small.yaml", 0),
        ("panel.yaml", 0),
        ("panel.yaml --person ada --conflicts", 0),
        ("panel.yaml --free 'mon 09:00-10:00' --person ada", 0),
        ("panel.yaml --free mon", 0),
        ("small.yaml --day tue --body com1 --room B", 0),
        ("forum.yaml", 0),
        ("day.yaml --room B", 0),
        (f"'{ROOT}/instances/wtdc21-addis.yaml' '{ROOT}/solutions/wtdc21-addis.json'", 0),
        (f"'{ROOT}/instances/agenda.yaml' '{ROOT}/solutions/agenda.json'", 0),
    ),
    "evaluate": (("rich.yaml", 0), ("rich.yaml crowded.json", 2), ("less.yaml small.json", 0)),
    "explain": (
        ("narrow.yaml", 2),
        ("twice.yaml", 2),
        ("rich.yaml", 0),
        ("rich.yaml solutions/rich.json --session talk", 0),
    ),
    "whatif": (
        ("small.yaml less.yaml shut.yaml --set room_waste=1 --set room_waste=2 --time-limit 2", 2),
        ("small.yaml less.yaml --time-limit 2", 0),
    ),
    "compare": (("rich.yaml solutions/rich.json other.json", 0), ("small.yaml rich.yaml", 0)),
    "replan": (
        ("moved.yaml before.json --time-limit 5 --workers 1", 0),
        ("moved.yaml before.json --time-limit 5 --workers 1 --now 2021-11-08T10:00", 2),
        ("seats.yaml seats.json --time-limit 5 --workers 1", 0),
    ),
    "desk move": (
        (f"small.yaml talk 'tue 09:00' {ROOM}", 0),
        ("small.yaml talk 'tue 09:00' A --time-limit 2", 2),
        ("tight.yaml talk 'mon 09:00' --time-limit 2", 2),
    ),
    "desk swap": ((f"small.yaml opening talk {ROOM}", 0),),
    "desk pin": (("small.yaml talk --apply", 0),),
    "desk unpin": (("desk.yaml talk", 0),),
    "desk lock": (("small.yaml day 1", 0),),
    "desk unlock": (("desk.yaml day 1", 0),),
    "desk close": ((f"small.yaml A mon {ROOM}", 0),),
    "desk away": ((f"panel.yaml ada 'mon 00:00-07:00' {ROOM}", 0),),
    "desk available": ((f"panel.yaml ada always {ROOM}", 0),),
    "desk change": (("small.yaml talk duration=30", 0),),
    "desk drop": (("small.yaml talk", 0),),
    "desk hold": (("small.yaml talk", 0),),
    "desk cancel": (("small.yaml talk", 0),),
    "desk add": (("small.yaml 'Talks on talks, meeting, 60 min, tue 14:00 in B'", 0),),
    "desk prefer": (("small.yaml com1 mornings", 0),),
    "desk set": (("small.yaml room_waste 2", 0),),
    "desk undo": (("desk.yaml", 0),),
    "desk redo": (("undone.yaml", 0),),
    "desk history": (("desk.yaml", 0), ("small.yaml", 0)),
    "desk alternatives list": (("small.yaml", 0), ("plan-b.yaml", 0)),
    "desk alternatives begin": (("small.yaml 'Plan É'", 0),),
    "publish": (
        ("rich.yaml --dry-run", 0),
        ("rich.yaml solutions/rich.json", 0),
        ("rich.yaml crowded.json", 2),
    ),
    "releases": (("rich", 0), ("rich 2", 0), ("rich 1 2", 0)),
    "feeds": (("rich -o site", 0), ("rich -o site --personal list.json", 0)),
    "notices": (("rich", 0), ("rich 2 --since 0 --addresses addresses.csv", 0)),
    "tokens rotate": (("rich --all -o list.json", 0),),
    "tokens revoke": (("rich --all", 0),),
}
"""Of commands that print JSON; all others are tried on ``rich.yaml``."""

QUICKLY = "--time-limit 2 --workers 1"
REPORTS = (
    "check small.yaml",
    "check narrow.yaml",
    "check idle.yaml",
    "show small.yaml",
    "show forum.yaml",
    "show forum.yaml --json",
    "show forum.yaml --session talk --session later",
    "show forum.yaml --person ada --conflicts",
    "show forum.yaml --region asp --json",
    "show forum.yaml --free 'mon 09:30-10:00' --person ada",
    "show small.yaml --day tue --body com1 --room B",
    "show day.yaml --teams",
    "show day.yaml --room B --json",
    "show ROOT/instances/ministerial-day.yaml ROOT/solutions/ministerial-day.json --day 2",
    "show ROOT/instances/wtdc21-preparatory/preparatory-as-held.yaml ROOT/solutions/preparatory-as-held.json",
    "evaluate rich.yaml crowded.json",
    "evaluate forum.yaml --json",
    "evaluate less.yaml small.json",
    f"solve small.yaml {QUICKLY}",
    f"solve closed.yaml {QUICKLY}",
    f"solve narrow.yaml {QUICKLY} --json",
    f"solve small.yaml --moves 1 {QUICKLY}",
    f"solve rich.yaml -o new.json --no-rule-worse crowded.json {QUICKLY}",
    "explain narrow.yaml",
    "explain narrow.yaml --json",
    "explain twice.yaml -o least.json",
    "explain rich.yaml",
    "explain rich.yaml --session talk",
    "explain rich.yaml --session talk --at 'mon 14:00' --in A --json",
    "compare rich.yaml solutions/rich.json other.json",
    "compare rich.yaml solutions/rich.json other.json --json",
    f"replan moved.yaml before.json {QUICKLY}",
    f"replan moved.yaml before.json {QUICKLY} --json",
    f"replan moved.yaml before.json {QUICKLY} --now 2021-11-08T10:00",
    f"replan seats.yaml seats.json {QUICKLY}",
    "desk move small.yaml talk 'tue 09:00' A --time-limit 2",
    "desk move small.yaml talk 'mon 09:00' --apply",
    f"desk move small.yaml talk 'mon 09:00' A {ROOM}",
    "desk move tight.yaml talk 'mon 09:00' --time-limit 2",
    "desk close small.yaml A mon --apply",
    "desk cancel forum.yaml later",
    "desk undo desk.yaml",
    "desk history undone.yaml",
    "desk alternatives list small.yaml",
    "publish rich.yaml --dry-run",
    "publish rich.yaml other.json --dry-run --draft --force",
    "publish rich.yaml crowded.json",
    "releases rich",
    "releases rich 2",
    "releases rich 1 2 --json",
    "notices rich 2 --since 0 --addresses addresses.csv",
    "report groups rich.yaml",
    "report deadlines rich.yaml",
    "tokens list rich",
)
"""Commands whose page is kept as a snapshot: what is found without a search, or can be nothing else."""


def furnish(folder: Path) -> None:
    """Write conferences and programmes into an empty folder, which is the working folder, and publish one."""
    (folder / "solutions").mkdir()
    (folder / "wide.yaml").write_text((ROOT / "instances/ministerial-day.yaml").read_text("utf-8"))
    _store(small(name="small"), opening="Mon 09:00 A", talk="Mon 14:00 A", report="Tue 09:00 A")
    shutil.copy("solutions/small.json", "small.json")
    write(small(name="idle", resources=[{"id": "piano", "count": 1}]), folder / "idle.yaml")
    days = "[{days: [2021-11-08, 2021-11-09]}]"
    shut = f"change: {{rooms: {{A: {{closures: {days}}}, B: {{closures: {days}}}}}}}"
    for name, change in (("less", "remove: {sessions: [opening]}"), ("shut", shut)):
        text = f"extends: small.yaml\nname: {name}\nchanges:\n  - {change}\n"
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copy("shut.yaml", "closed.yaml")
    _desks()
    write(narrow("ada"), folder / "narrow.yaml")
    write(narrow("ada", "ben"), folder / "twice.yaml")
    _panel()
    _forum()
    instance, schedule = full_day()
    write(instance, folder / "day.yaml")
    write_schedule(folder / "solutions/tiny.json", instance, schedule)
    write(replanning.closed(), folder / "moved.yaml")
    before = replanning.forum()
    write_schedule(folder / "before.json", before, placed(before, **replanning.PLACES))
    _publish(folder)


def _desks() -> None:
    """Write desks, one with a step undone, one deleted; and a conference in which nothing can move."""
    for title in ("Desk", "Undone", "Plan B", "Gone"):
        assert main(["desk", "alternatives", "begin", "small.yaml", title]) == 0
    for name in ("desk.yaml", "undone.yaml"):
        assert main(["desk", "pin", name, "talk", "--apply"]) == 0
    assert main(["desk", "undo", "undone.yaml"]) == 0
    delete_alternative(open_desk(Path("gone.yaml")))
    pinned = {"pin": {"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}}
    rooms = [{"id": "A", "capacity": 100}]
    tight = conference(session("opening", **pinned), session("talk"), rooms=rooms, name="tight")
    _store(tight, opening="Mon 09:00 A", talk="Mon 14:00 A")


def _store(instance: Instance, **places: str) -> None:
    store(instance, placed(instance, **places))


def narrow(*people: str) -> Instance:
    """Return a conference in which each of these people is needed for longer than they are there."""
    there = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}]
    return conference(
        *(session(f"{one}-{each}", people={"chair": [one]}) for one in people for each in "ab"),
        people=[{"id": each, "available": there} for each in people],
        name="narrow",
    )


def _panel() -> None:
    role = {"id": "all", "title": "All", "people": ["ada", "ben"], "at_least": 1}
    instance = conference(
        session("talk", panel={"at_most": 1, "roles": [role]}),
        name="panel",
        people=[{"id": "ada"}, {"id": "ben"}, {"id": "eve"}],
    )
    store(instance, seated(placed(instance, talk="Mon 09:00 A"), talk="ada"))
    write(replanning.panel_of("eve"), Path("seats.yaml"))
    before = replanning.panel_of("ada")
    schedule = seated(placed(before, talk="Mon 09:00 A"), talk="ada")
    write_schedule(Path("seats.json"), before, schedule)


def _forum() -> None:
    """Write a conference in which sessions have all that one can have, and its programme."""
    three = {"id": "three", "languages": ["ar", "en", "fr"], "counts": "meetings", "teams": 1}
    chair = {"people": {"chair": ["ada"]}}
    instance = itemised(
        item(
            "roads",
            45,
            documents=[{"symbol": "D/1", "title": "On roads", "languages": ["en"]}],
            people={"rapporteur": ["ada"]},
            proposers=["isle"],
        ),
        item("boats", 30, parts=2),
        item("ports"),
        item("rail", optional=True),
        name="forum",
        sessions=[
            session(
                "talk",
                duration=120,
                interpretation="three",
                languages=["fr", "ar"],
                output="A list of projects",
                audience="Heads of agencies",
                remote={"suva": 5},
                invited={"classes": ["minister"], "bodies": ["com3"], "others": "Banks"},
                **chair,
            ),
            session("clash", **chair),
            session("secret", private=True, exclusive=True, showcases=["asp"]),
            session("round", panel={"roles": [{"id": "all", "people": ["ben"]}]}),
            session("later", duration=120, body="com3"),
            session("films", optional=True),
        ],
        bodies=[{"id": "com3", "title": "Committee 3"}],
        delegations=[{"id": "isle", "title": "Isle", "size": 1, "wishes": {"bodies": ["com3"]}}],
        interpretation=[three],
        people=[
            {"id": "ada", "title": "Minister Ada", "remote": True, "zone": "Asia/Kolkata"},
            {"id": "ben", "title": "Ben"},
        ],
        person_classes=[{"id": "minister", "title": "Ministers"}],
        regions=[{"id": "asp", "title": "Asia-Pacific"}],
        rooms=[room("A", booths=3, features=["remote"], turnaround=30), room("B", title="Hall B")],
        sites=[{"id": "suva", "region": "asp", "zone": "Pacific/Fiji"}],
        untimed=[
            {
                "id": "kenya",
                "title": "Statement of Kenya",
                "body": "com3",
                "published": {"document": "INF/12", "address": "https://example.org/kenya"},
            }
        ],
    )
    schedule = placed(
        instance,
        talk="Mon 09:00 A",
        clash="Mon 09:30 B",
        secret="Mon 11:30 B",
        round="Tue 09:00 A",
        later="Tue 10:30 B",
    )
    schedule = seated(schedule, round="ben")
    agendas = {"talk": "roads 45, boats 20", "later": "boats 10"}
    store(instance, dealing(schedule, **agendas))


def _publish(folder: Path) -> None:
    """Publish a conference twice, with something moved between; leave a third programme of it unpublished."""
    instance = rich(name="rich", publishing={"organiser": OFFICE})
    _store(instance, **PLACES)
    assert main(["publish", "rich.yaml", "--force"]) in (0, 2)
    other = PLACES | {"talk": "Mon 14:30 B", "closing": "Tue 10:00 B"}
    write_schedule(folder / "other.json", instance, placed(instance, **other))
    assert main(["publish", "rich.yaml", "other.json", "--force"]) in (0, 2)
    assert main(["tokens", "rotate", "rich", "minister", "-o", "minister.json"]) == 0
    crowded = PLACES | {"talk": "Mon 14:00 A"}
    write_schedule(folder / "crowded.json", instance, placed(instance, **crowded))
    rows = "id,email\nminister,minister@example.org\n"
    (folder / "addresses.csv").write_text(rows, encoding="utf-8")
