"""schedule.xml, as frab, pentabarf and pretalx write it."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from tests.sources.programmes.formats.reading import read, troubles

FRAB = """<?xml version="1.0" encoding="utf-8"?>
<schedule>
  <generator name="frab" version="0.7"/>
  <version>1.3 Saal</version>
  <conference>
    <acronym>camp5</acronym>
    <title>Camp of Nets</title>
    <start>2025-12-27</start>
    <end>2025-12-28</end>
    <days>2</days>
    <timeslot_duration>00:15</timeslot_duration>
    <base_url>https://events.x.example/camp5/</base_url>
  </conference>
  <day index="1" date="2025-12-27" start="2025-12-27T11:00:00+01:00" end="2025-12-28T04:00:00+01:00">
    <room name="Saal 1">
      <event guid="16ed1404-154e-48c2-9a49-ee1cb9e1f27a" id="6558">
        <date>2025-12-27T11:00:00+01:00</date>
        <start>11:00</start>
        <duration>00:30</duration>
        <room>Saal 1</room>
        <slug>camp5-6558-en-opening</slug>
        <title>Opening &amp; keynote</title>
        <subtitle>A new dawn</subtitle>
        <track>CCC</track>
        <type>lecture</type>
        <language>en</language>
        <abstract>&lt;p&gt;Of nets.&lt;/p&gt;</abstract>
        <description></description>
        <logo>/system/opening.png</logo>
        <persons>
          <person id="3">erdgeist</person>
          <person id="4">Geraldine de Bastion</person>
        </persons>
        <recording><license/><optout>false</optout></recording>
        <links><link href="https://x.example">Slides</link></links>
      </event>
    </room>
    <room name="Saal 2"/>
  </day>
</schedule>
"""

PENTABARF = """<?xml version="1.0" encoding="UTF-8"?>
<schedule>
  <conference>
    <title>Night of Nets</title>
    <venue>Old university</venue>
    <city>Brussels</city>
    <start>2018-02-03</start>
    <end>2018-02-04</end>
    <day_change>05:00:00</day_change>
    <timeslot_duration>00:05:00</timeslot_duration>
  </conference>
  <day index="1" date="2018-02-03">
    <room name="Aula">
      <event id="6245">
        <start>10:00</start>
        <duration>00:50</duration>
        <room>Aula</room>
        <slug>consensus</slug>
        <title>Consensus</title>
        <subtitle/>
        <track>Keynotes</track>
        <type>keynote</type>
        <language/>
        <persons><person id="228">Grace Hopper</person><person/></persons>
        <attachments/>
      </event>
      <event id="6246">
        <start>00:30</start>
        <duration>00:25</duration>
        <title>Night talk</title>
        <type>lightningtalk</type>
        <persons><person id="228">Grace Hopper</person></persons>
      </event>
    </room>
  </day>
</schedule>
"""

HAND_MADE = """<schedule>
  <conference><title>Days</title><time_zone_name>Europe/Lisbon</time_zone_name></conference>
  <day date="2025-05-09">
    <room name="Hall">
      <event id="1"><title>Waves</title><start>09:00</start><duration>00:30</duration>
        <person>Ada Byron</person><person>Eve Adams</person></event>
      <event id="2"><title>Tides</title><start>10:00</start><abstract><p>Of</p><p>ebb.</p></abstract>
        <person>Dr. Karl Weber, Anna Berg</person></event>
      <event id="3"><title>Odd</title><start>ten</start><duration>00:30</duration></event>
    </room>
  </day>
</schedule>
"""


def test_of_frab(tmp_path: Path) -> None:
    """With dates, guids, and numbers of persons."""
    found = read(tmp_path, "Europe/Berlin", schedule_xml=FRAB)
    assert found.table == [
        "Opening & keynote | 12-27 11:00 | 30 | Saal 1 | erdgeist, Geraldine de Bastion | CCC"
    ]
    (event,) = found.programme.events
    assert (event.kind, event.language) == ("lecture", "en")
    assert event.description == "A new dawn\n\nOf nets."
    assert event.origin == {
        "guid": "16ed1404-154e-48c2-9a49-ee1cb9e1f27a",
        "number": 6558,
        "slug": "camp5-6558-en-opening",
    }
    assert found.programme.acronym == "camp5"
    assert found.notes == ["Fields that are not taken over: logo, links."]


def test_of_pentabarf(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Clock times alone: those before the change of the day are of the next one."""
    found = read(tmp_path, "Europe/Brussels", schedule_xml=PENTABARF)
    assert found.table == [
        "Consensus | 02-03 10:00 | 50 | Aula | Grace Hopper | Keynotes",
        "Night talk | 02-04 00:30 | 25 | Aula | Grace Hopper | ",
    ]
    assert found.notes == snapshot


def test_of_hand_made_programs(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """Persons stand in events themselves; a text with commas is one name, and that is told."""
    found = read(tmp_path, schedule_xml=HAND_MADE)
    assert found.table == [
        "Waves | 05-09 09:00 | 30 | Hall | Ada Byron, Eve Adams | ",
        "Tides | 05-09 10:00 | 30 | Hall | Dr. Karl Weber, Anna Berg | ",
    ]
    assert found.programme.events[1].description == "Of\nebb."
    assert found.notes[1:] == snapshot


def test_other_xml_is_refused(tmp_path: Path) -> None:
    """With what is known, and the way by a mapping."""
    (line,) = troubles(tmp_path, page_xml="<html/>")
    assert line.startswith('page.xml:1: programme: found "<html>", expected a schedule.json or ')
    assert "all.json or a view of Sessionize" in line
    assert line.endswith("which import --guess proposes. Give it by --mapping.")
