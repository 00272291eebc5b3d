// Words of the page in English and French, and how numbers and days are written.
const WORDS = {
  skip: ["Skip to the grid", "Aller à la grille"],
  penalty: ["Penalty", "Pénalité"], broken: ["Hard rules broken", "Règles strictes violées"], bound: ["Proved: no less than", "Prouvé : au moins"],
  undo: ["Undo", "Annuler"], redo: ["Redo", "Rétablir"], theme: ["Dark or light", "Sombre ou clair"],
  search: ["Search sessions, people, bodies", "Chercher séances, personnes, organes"],
  lens: ["Look at", "Regarder"], which: ["Which", "Lequel"], view: ["View", "Vue"], day: ["Day", "Jour"], week: ["Week", "Semaine"], zoom: ["Zoom", "Zoom"],
  reading: ["You are looking on: nothing can be changed here.", "Lecture seule : rien ne peut être modifié ici."],
  solve: ["Solve…", "Résoudre…"], days: ["Days", "Jours"], grid: ["Rooms by time", "Salles par heure"], side: ["Beside the grid", "À côté de la grille"],
  better: ["better", "mieux"], same: ["no dearer", "pas plus cher"], dearer: ["dearer", "plus cher"], forbidden: ["forbidden", "interdit"],
  keys: ["Arrow keys move, Page Up and Down change the day, Enter drops, Escape puts it back.", "Flèches : déplacer ; Page préc./suiv. : jour ; Entrée : poser ; Échap : reposer."],
  picked: ["Picked up:", "En main :"], breaks: ["Hard rules broken more:", "Règles strictes violées en plus :"],
  other: ["Another planner:", "Un autre planificateur :"], lost: ["The desk does not answer.", "Le bureau ne répond pas."],
  findings: ["Findings", "Constats"], tray: ["Unplaced", "Non placées"], steps: ["History", "Historique"],
  nothing: ["Nothing is wrong.", "Rien à signaler."], allPlaced: ["Every session has a place.", "Toutes les séances sont placées."],
  more: ["more; evaluate lists all.", "de plus ; evaluate les liste tous."],
  all: ["All sessions", "Toutes les séances"], kinds: ["Kind", "Type"], bodies: ["Body", "Organe"], themes: ["Theme", "Thème"], people: ["Person", "Personne"],
  delegations: ["Delegation", "Délégation"], regions: ["Region’s local hours", "Heures locales d’une région"], interpretation: ["Interpretation", "Interprétation"],
  pin: ["Pin", "Épingler"], unpin: ["Unpin", "Libérer"], swap: ["Swap with…", "Échanger avec…"], drop: ["Do without", "Renoncer"], hold: ["Hold", "Tenir"], cancel: ["Cancel session", "Supprimer la séance"],
  close: ["Put back", "Reposer"], best: ["Best places", "Meilleures places"], leastBroken: ["No place is free: where least is broken", "Aucune place libre : où le moins est violé"], room: ["Make room here", "Faire de la place ici"],
  swapNow: ["Choose the session to swap with.", "Choisissez la séance à échanger."],
  hoverHint: ["Point at a place, or move there with the arrow keys, to read what it costs.", "Pointez une place, ou allez-y avec les flèches, pour lire ce qu’elle coûte."],
  free: ["No change in cost", "Même coût"], isForbidden: ["Forbidden", "Interdit"], unplaced: ["Has no place", "Sans place"], optional: ["optional", "facultative"],
  told: ["To be told:", "À prévenir :"], takeIt: ["Do this", "Faire ainsi"], looking: ["Looking for the fewest moves…", "Recherche du moins de déplacements…"],
  noRoom: ["No room was found here.", "Aucune place n’a été trouvée ici."], impossible: ["No room can be made here. Proved: whatever moves.", "Aucune place ne peut être faite ici. Prouvé : quoi qu’on déplace."], proved: ["Proved: not possible with fewer moves.", "Prouvé : impossible avec moins de déplacements."],
  notProved: ["Fewer moves are not ruled out.", "Moins de déplacements n’est pas exclu."],
  near: ["stay close", "rester proche"], far: ["best", "le meilleur"], start: ["Start", "Lancer"], stop: ["Stop", "Arrêter"], leave: ["Leave", "Laisser"], takeAll: ["Take all", "Tout prendre"], takeOne: ["Take", "Prendre"],
  searching: ["Searching beside you. Go on working: it starts again from what you do.", "Recherche en cours. Continuez : elle repart de ce que vous faites."],
  noBetter: ["Nothing better found yet.", "Rien de mieux pour l’instant."], elsewhere: ["sessions elsewhere", "séances ailleurs"], engine: ["Solve beside", "Résoudre à côté"],
  moves: ["at most {} moves", "au plus {} déplacements"], anyMoves: ["any number of moves", "déplacements sans limite"],
  agenda: ["Agenda", "Ordre du jour"], viewing: ["Search and view", "Recherche et affichage"], lock: ["Lock this day", "Verrouiller ce jour"], unlock: ["Unlock this day", "Déverrouiller ce jour"], minutes: ["min", "min"], people_: ["people", "personnes"], places: ["seats", "places"], none: ["none fits", "aucune"],
};
let now = localStorage.getItem("desk-language") || (navigator.language.startsWith("fr") ? "fr" : "en");
const language = () => now;
function setLanguage(name) { now = name; localStorage.setItem("desk-language", name); }
const say = (key) => (WORDS[key] || [key, key])[now === "fr" ? 1 : 0];
const locale = () => (now === "fr" ? "fr" : "en-GB");
const formats = new Map();
function format(signDisplay) {
  const key = `${now} ${signDisplay}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale(), { maximumFractionDigits: 1, signDisplay }));
  return formats.get(key);
}
const points = (thousandths) => format("auto").format(thousandths / 1000);
const signed = (thousandths) => format("exceptZero").format(thousandths / 1000);
const dayLabel = (day) => new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day.date}T00:00Z`)).replace(",", "");
const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
