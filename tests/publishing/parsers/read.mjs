// Reads calendars with ical.js and node-ical, and prints what each of them found, as JSON.
// The files to read are named on stdin, as a JSON list.

import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const twoDigits = (number) => String(number).padStart(2, "0");

const dayOf = (date) =>
  `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;

const momentOf = (date) => date.toISOString().replace(".000Z", "Z");

function icalJs(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const when = (time) => (time.isDate ? time.toString() : momentOf(time.toJSDate()));
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: when(event.startDate),
      end: when(event.endDate),
      summary: event.summary,
      location: event.location,
      description: event.description,
      sequence: Number(event.sequence),
      status: component.getFirstPropertyValue("status"),
    };
  });
  ICAL.TimezoneService.reset();
  return events;
}

function nodeIcalJs(text) {
  const when = (date) => (date.dateOnly ? dayOf(date) : momentOf(date));
  return Object.values(nodeIcal.sync.parseICS(text))
    .filter((part) => part.type === "VEVENT")
    .map((event) => ({
      uid: event.uid,
      start: when(event.start),
      end: when(event.end),
      summary: event.summary,
      location: event.location,
      description: event.description,
      sequence: Number(event.sequence),
      status: event.status,
    }));
}

const files = JSON.parse(readFileSync(0, "utf8"));
const read = files.map((file) => {
  const text = readFileSync(file, "utf8");
  return { "ical.js": icalJs(text), "node-ical": nodeIcalJs(text) };
});
process.stdout.write(JSON.stringify(read));
