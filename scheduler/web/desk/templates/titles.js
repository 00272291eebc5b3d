// Names in the language of the page, where the conference has them in it; else as they were typed.

const titleIn = (table, id, typed) => desk.facts.titles[table]?.[id]?.[LANGUAGES.indexOf(now)] ?? typed;
// In all languages, for those who look for any
const titlesIn = (table, id, typed) => [...new Set(desk.facts.titles[table]?.[id] || [typed])];
const sessionTitle = (id, typed) => desk.facts.sessions[id]?.title || titleIn("sessions", id, typed);

// What rules call tables whose names are known in other languages
const TABLES = { person: "people", body: "bodies", room: "rooms", delegation: "delegations", region: "regions", theme: "themes", "agenda item": "items" };

// What is known of the conference, with names in the language of the page
function entitle() {
  const { facts } = desk;
  const all = (rows, table) => Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { ...row, title: titleIn(table, id, row.title) }]));
  desk.facts = {
    ...facts, title: titleIn("conference", "", facts.title), sessions: all(facts.sessions, "sessions"),
    rooms: facts.rooms.map((room) => ({ ...room, title: titleIn("rooms", room.id, room.title) })),
    lenses: Object.fromEntries(Object.entries(facts.lenses).map(([table, rows]) => [table, all(rows, table)])),
    items: Object.fromEntries(Object.entries(facts.items).map(([kind, rows]) => [kind, rows.map(([id, title]) => [id, titleIn(TABLES[kind], id, title)])])),
  };
}
