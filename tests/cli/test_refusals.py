"""What cannot be used, in one table: a sentence on stderr, code 1, nothing on stdout, and nothing written."""

import shlex
import shutil
from pathlib import Path

import pytest

from scheduler.cli import main
from tests.cli.outputs import furnish
from tests.sources.programmes.files import SAMPLES

NEW = "solve narrow.yaml -o"
OVER = "exists, and is not a solution."
FOLDER = "none: there is no such folder. Create it first."
TABLES = "import: expected tables"
HUGE = 2**63
NO_TEXT = "\udcff"
"""What Python makes of the byte FF in an argument."""
DRAFT = "export rich.yaml solutions/rich.json -o out --to"
PDF = "export rich.yaml solutions/rich.json --to pdf"

REFUSALS = (
    # Files and arguments of all commands
    ("check missing.yaml", "missing.yaml: there is no such file."),
    ("check .", ".: "),
    ("check broken.yaml", "broken.yaml:"),
    ("check binary.yaml", "binary.yaml:1: found UTF-16, expected UTF-8."),
    ("check", "Missing argument"),
    ("check small.yaml --nonsense", "No such option"),
    ("chek small.yaml", "No such command"),
    ("new foo.json", "foo.json: this writes YAML; name it foo.yaml."),
    ("new none/foo.yaml", FOLDER),
    ("new small.yaml", "small.yaml: exists already."),
    ("new ./small.yaml", "small.yaml: exists already."),
    ("solve small.yaml --time-limit -1", "-1 is not a positive number of seconds."),
    ("solve small.yaml --time-limit 0", "0 is not a positive number of seconds."),
    ("solve small.yaml --time-limit inf", "inf is not a positive number of seconds."),
    ("solve small.yaml --time-limit soon", "'--time-limit': found soon. Input should be a valid"),
    ("solve small.yaml --workers two", "'--workers': found two. Input should be a valid integer"),
    ("solve small.yaml --workers 0", "'--workers': found 0. Input should be greater than"),
    ("solve small.yaml --seed -1", "'--seed': found -1. Input should be greater than"),
    ("solve small.yaml --engine luck", "Invalid value for '--engine': found luck."),
    ("solve small.yaml --from missing.json", "missing.json"),
    ("solve small.yaml --fresh --from small.json", "--from and --fresh: give one of them."),
    ("solve small.yaml --free all", "--free: nothing in small.yaml to free: it was not imported"),
    ("solve small.yaml --no-rule-worse missing.json", "missing.json"),
    ("solve small.yaml --no-rule-worse small.json --moves 1", "--no-rule-worse cannot be combined"),
    (
        "solve small.yaml --no-rule-worse small.json --engine cp-sat",
        "--no-rule-worse cannot be combined with --moves or --engine.",
    ),
    (f"{NEW} x.json --moves 1", "--moves: no programme is published or stored as x.json."),
    (f"{NEW} .", ".: is a folder. Give the name of a file."),
    (f"{NEW} small.yaml/a.json", "small.yaml: is not a folder."),
    (f"{NEW} /proc/a.json", "/proc/a.json: cannot be written"),
    (f"{NEW} none/a.json", FOLDER),
    (f"{NEW} -", "-: files are not written to stdout; give the name of a file."),
    (f"{NEW} small.yaml", f"small.yaml: {OVER}"),
    (f"{NEW} notes.txt", f"notes.txt: {OVER}"),
    (f"{NEW} blocked.json", f"blocked.previous.json: {OVER}"),
    (f"{NEW} mine.json", f"mine.checkpoint.json: {OVER}"),
    (f"{NEW} /dev/null", "/dev/null: is not a regular file."),
    # Programmes
    ("show narrow.yaml", "narrow.json: no solution of narrow yet. Search for one: scheduler solve"),
    ("show small.yaml broken.yaml", "broken.yaml"),
    ("show small.yaml /dev/zero", "is not a regular file. Save its content as one first."),
    ("show small.yaml --day 3", "--day 3: no such day. Expected one from Monday 8 November 2021"),
    ("show small.yaml --body com2", "--body com2: no such name. Maybe 'com1'?"),
    ("show small.yaml --room Zoo", "--room Zoo: no such name. Give an id or a title."),
    ("show forum.yaml --session tallk", "no such name. Maybe 'talk'?"),
    ("show forum.yaml --session films", "is not in this programme."),
    ("show forum.yaml --person adda", "--person adda: no such name. Maybe 'ada'?"),
    ("show forum.yaml --region Asia-Pacfic", "no such name. Maybe 'Asia-Pacific'?"),
    ("show forum.yaml --delegation iste", "--delegation iste: no such name. Maybe 'isle'?"),
    ("show forum.yaml --free 'mon 15:00'", "--free mon 15:00: has no end."),
    ("show forum.yaml --free 'sun 15:00-16:00'", "--free sun: no such day."),
    ("show forum.yaml --free mon --teams", "--teams, --free and --conflicts: give one of them"),
    ("show small.yaml --teams", "The programme has no roster. `solve` and `replan` make one for"),
    ("evaluate small.yaml missing.json", "missing.json"),
    ("explain small.yaml --session tlak", "--session tlak: no such name. Maybe 'talk'?"),
    ("explain small.yaml --session talk --in Z", "--in Z: no such name. Give an id or a title."),
    ("explain small.yaml --session talk --at noon", "--at noon: no such time. Expected a day and"),
    ("explain small.yaml --session talk --at 'mon 25:00'", "--at mon 25:00: no such time."),
    ("explain small.yaml --session talk --at 'sun 10:00'", "--at sun: no such day."),
    ("explain small.yaml --at 'mon 09:00' --in A", "--at and --in need --session."),
    ("explain narrow.yaml --session ada-a", "scheduler solve narrow.yaml"),
    (
        "whatif small.yaml --set late_hour=off",
        "found 'late_hour', expected a rule. Maybe late_hours",
    ),
    ("desk set small.yaml late 0", "Maybe late_hours (Late sessions)? All rules: https://"),
    ("desk set small.yaml zzzz 0", "expected a rule. All rules: https://"),
    ("desk set small.yaml late_hours 0", "To switch the rule off, write off."),
    ("whatif small.yaml --set late_hours", "found 'late_hours', expected RULE=LEVEL, as in late_h"),
    (
        "whatif small.yaml --set late_hours=0.0001",
        'found \'0.0001\', expected "hard", "off" or a weight above 0, at most 100000000, with',
    ),
    ("whatif small.yaml --set person_conflict.ada=0.5", "expected the id of a person in `people`"),
    ("whatif small.yaml small.yaml", "small: two variants have this name. Give each another name."),
    ("whatif small.yaml x.yaml y.yaml", "x.yaml: there is no such file. y.yaml: there is no such"),
    ("compare small.json other.json", "small.json: is a solution. Put the file of its instance"),
    ("compare small.yaml small.json", "compare: expected at least two programmes, found one."),
    (
        "compare small.yaml rich.yaml --html small.yaml",
        "small.yaml: exists, and is not an HTML pag",
    ),
    ("compare small.yaml rich.yaml --html x.html --lang de", "'de', expected one of en, es, fr."),
    ("report groups narrow.yaml", "no solution of narrow yet"),
    ("report groups small.yaml --csv small.yaml", "exists, and is not a table of groups."),
    ("report deadlines rich.yaml -o due.pdf", "due.pdf: expected a name that ends with .ics."),
    # The desk
    ("desk move narrow.yaml ada-a mon", "no programme of narrow yet. Run `scheduler solve` first."),
    ("desk move small.yaml tlak tue", "SESSION tlak: no such name. Maybe 'talk'?"),
    ("desk move small.yaml talk tomorrow", "TO tomorrow: no such day."),
    ("desk move small.yaml talk tue C", "ROOM C: no such name."),
    ("desk swap small.yaml talk talk", "talk: give two different sessions to swap."),
    ("desk lock small.yaml bdy com1", "WHAT bdy com1: expected day DAY, before TIME"),
    ("desk lock small.yaml talk", "scheduler desk pin INSTANCE talk --apply"),
    ("desk close small.yaml A tue..mon", "WHEN tue..mon: ends before it begins."),
    ("desk away small.yaml adda tue", "PERSON|POOL adda: no such name."),
    ("desk away day.yaml six sun..sat", "WHEN sun..sat: ends before it begins."),
    ("desk away day.yaml six ..sat", "WHEN : no such day."),
    ("desk away day.yaml six fri", "WHEN fri: no such day."),
    ("desk away day.yaml six 'sat morning'", "WHEN: a team is away for whole days, such as 'tue'"),
    ("desk away day.yaml sx sat", "PERSON|POOL sx: no such name. Maybe 'six'?"),
    ("desk change small.yaml talk duration", "duration: expected FIELD=VALUE"),
    ("desk change small.yaml talk 'windows=[a'", "[a: expected YAML"),
    ("desk change small.yaml talk duration=long", 'found "long", expected'),
    ("desk move small.yaml talk 'mon 9:10'", "Sessions start every 30 minutes: 09:00 or 09:30."),
    (
        "desk add small.yaml More",
        "LINE More: give its length (60 min), or a session to copy it from.",
    ),
    ("desk set small.yaml room_wast 2", "Maybe room_waste (Empty seats)?"),
    ("desk set small.yaml room_waste much", "LEVEL: found 'much', expected \"hard\""),
    ("desk set small.yaml room_waste.C 2", "levels.room_waste.items.C: "),
    ("desk undo small.yaml", "undo: there is no change to undo."),
    ("desk redo small.yaml", "redo: there is no change to redo."),
    ("desk history missing.yaml", "missing.yaml: there is no such file."),
    # Releases
    ("publish small.yaml --again 1", "releases/small.db: there is no such store. Nothing has been"),
    ("publish small.yaml --again 1 --draft", "--again publishes a stored release"),
    (
        "publish rich.yaml --force --store mysql://x/y",
        "--store: found a URL of mysql, expected a file",
    ),
    ("publish rich.yaml --force --store none/x.db", FOLDER),
    (
        "publish rich.yaml --force --store notes.txt",
        "notes.txt: the store cannot be used: file is not a",
    ),
    ("releases small.yaml", "has not been published yet. Publish it: scheduler publish small.yaml"),
    ("releases rich 3", "releases/rich.db: rich has no release 3."),
    ("releases 'no such name'", "no such name: "),
    ("releases none.yaml", "none.yaml: "),
    ("releases a/b", "a/b: "),
    ("feeds small.yaml -o site", "Publish it: scheduler publish small.yaml"),
    ("feeds unheard-of -o site", "releases/unheard-of.db: unheard-of has not been published yet."),
    ("feeds rich -o small.yaml", "small.yaml: is not a folder."),
    ("page ric -o site", "ric has not been published yet. Maybe rich? Publish it: "),
    ("feeds rich -o site --release 7", "releases/rich.db: rich has no release 7."),
    (
        "feeds rich -o site --personal site/list.json",
        "site/list.json: lies in site, which is publi",
    ),
    ("feeds rich -o site --personal none/list.json", FOLDER),
    ("page small.yaml -o site", "Publish it: scheduler publish small.yaml"),
    ("page rich -o small.yaml", "small.yaml: is not a folder."),
    (
        "page rich -o web",
        "web/index.html: exists, and is not a programme page. Give another folder",
    ),
    ("notices rich --send smtp://localhost", "--send needs --addresses"),
    ("notices rich --since 2", "--since: found 2, expected a release before 2."),
    ("notices rich --sender nobody", "--sender: 'nobody' is no address"),
    ("notices rich 3", "releases/rich.db: rich has no release 3."),
    ("notices rich -o none/out", FOLDER),
    ("notices rich -o web", "web: exists, and is no empty folder; give another name."),
    ("tokens rotate rich -o new.json ministe", "ministe: 0 have this id, expected one"),
    ("tokens rotate rich -o new.json", "Give ids of persons and delegations, or --all."),
    (
        "tokens rotate rich -o new.json clerk --all",
        "Give ids of persons and delegations, or --all.",
    ),
    ("tokens rotate rich -o none/list.json clerk", FOLDER),
    ("tokens rotate rich -o small.yaml clerk", "small.yaml: "),
    # What nobody means to type
    (f"publish small.yaml --note {NO_TEXT}", "--note, --override: expected text in UTF-8."),
    (f"publish rich.yaml --again {HUGE}", f"rich has no release {HUGE}."),
    (f"releases rich {HUGE}", f"rich has no release {HUGE}."),
    ("releases rich 0", "rich has no release 0."),
    (f"releases rich 1 {HUGE}", f"rich has no release {HUGE}."),
    (f"releases {NO_TEXT}", "nor a valid name of a conference."),
    (f"page rich -o site --release {HUGE}", f"rich has no release {HUGE}."),
    (f"feeds rich -o site --release {HUGE}", f"rich has no release {HUGE}."),
    (f"notices rich {HUGE}", f"rich has no release {HUGE}."),
    (f"export rich --to csv -o a.csv --release {HUGE}", f"no release {HUGE}."),
    (f"whatif {NO_TEXT}.yaml --set late_hours=2", "Rename it."),
    # Exports
    ("export small --to html -o out", "releases/small.db: small has not been published yet."),
    ("export small.yaml --to odt -o out", "Invalid value for '--to': found odt."),
    (f"{DRAFT} html --release 1", "--release and SOLUTION: give one of them."),
    (f"{DRAFT} html --since 1", "--since and SOLUTION: give one of them."),
    (f"{DRAFT} html --lang de", "--lang: found 'de', expected one of en, es, fr."),
    (f"{DRAFT} html --with-private", "--with-private: html is a public format"),
    (f"{DRAFT} json --session talk", "--session: json is the whole release"),
    (f"{DRAFT} docx --body x --session talk", "--session and --body: give one of them."),
    ("export forum.yaml solutions/forum.json -o out --to html --body com", 'Maybe "com3"?'),
    ("export forum.yaml solutions/forum.json -o out --to docx --session secret", "the id of a ses"),
    (f"{PDF} -o small.yaml", "small.yaml: exists, and is not what --to pdf"),
    (f"{PDF} -o none/x", FOLDER),
    # Imports
    ("import", "import: expected tables or a programme and -o FILE; or --template FILE.xlsx alone"),
    ("import t.xlsx", TABLES),
    ("import t.xlsx --template u.xlsx", TABLES),
    ("import --template u.xlsx --into small.yaml", TABLES),
    ("import t.xlsx -o m.yaml --sheet items", TABLES),
    ("import t.xlsx -o m.json", "m.json: this writes YAML; name it m.yaml."),
    ("import --template t.csv", "t.csv: this writes a workbook; name it t.xlsx."),
    ("import t.xlsx -o none/m.yaml", FOLDER),
    ("import t.xlsx -o m.yaml", "t.xlsx: there is no such file."),
    ("import small.yaml -o m.yaml", 'small.yaml: found the ending ".yaml", expected .xlsx,'),
    ("import schedule.json t.xlsx -o m.yaml", "t.xlsx: there is no such file."),
    ("import t.xlsx -o m.yaml --dry-run", "only for programmes of other systems, not for tables."),
    ("import schedule.json -o m.txt", "m.txt: this writes YAML; name it m.yaml."),
    ("import schedule.json -o small.yaml", "small.yaml: exists already. Give another name, or --f"),
    ("import talks.csv -o m.yaml", "`scheduler import talks.csv --guess -o mapping.yaml` proposes"),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Furnish a folder, with files besides that are of no use."""
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        furnish(folder)
        Path("broken.yaml").write_text("name: [", encoding="utf-8")
        Path("binary.yaml").write_bytes(b"\xff\xfe\x00\x80")
        for name in ("notes.txt", "blocked.previous.json", "mine.checkpoint.json"):
            Path(name).write_text("mine", encoding="utf-8")
        shutil.copy("small.yaml", f"{NO_TEXT}.yaml")
        Path("web").mkdir()
        Path("web/index.html").write_text("Welcome", encoding="utf-8")
        for path in (SAMPLES / "schedule.json", SAMPLES / "lists/talks.csv"):
            shutil.copy(path, folder)
    return folder


def contents(folder: Path) -> dict[Path, bytes | None]:
    """Return all files and folders below a folder, with what is in a file."""
    return {each: each.read_bytes() if each.is_file() else None for each in folder.rglob("*")}


@pytest.mark.parametrize(("command", "said"), REFUSALS, ids=[ascii(each) for each, _ in REFUSALS])
def test_what_cannot_be_used_ends_in_a_sentence(
    command: str,
    said: str,
    house: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No search begins, and each file stays as it was."""
    monkeypatch.chdir(house)
    before = contents(house)
    code = main(shlex.split(command))
    told = capsys.readouterr()
    assert (code, told.out) == (1, "")
    assert said in " ".join(told.err.split())
    assert "Traceback" not in told.err
    assert contents(house) == before
