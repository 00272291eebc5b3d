// Words of the page in English and French, and how numbers and days are written.
const WORDS = {
  noneInHalf: ["No place is free for it in this room in that half-day.", "Aucune place libre pour elle dans cette salle cette demi-journée-là."], noneInMonth: ["No place is free for it in this room in that month.", "Aucune place libre pour elle dans cette salle ce mois-là."],
  loading: ["Loading…", "Chargement…"], skip: ["Skip to the grid", "Aller à la grille"],
  penalty: ["Penalty", "Pénalité"], broken: ["Hard rules broken", "Règles strictes violées"], bound: ["Proved: no less than", "Prouvé : au moins"],
  undo: ["Undo", "Annuler"], redo: ["Redo", "Rétablir"], theme: ["Dark or light", "Sombre ou clair"],
  search: ["Search sessions, people, bodies", "Chercher séances, personnes, organes"], searchHint: ["Search…", "Chercher…"],
  lens: ["Look at", "Regarder"], which: ["Which", "Lequel"], view: ["View", "Vue"], day: ["Day", "Jour"], week: ["Week", "Semaine"], zoom: ["Zoom", "Zoom"],
  reading: ["You are looking on: nothing can be changed here.", "Lecture seule : rien ne peut être modifié ici."],
  solve: ["Solve…", "Résoudre…"], days: ["Days", "Jours"], grid: ["Rooms by time", "Salles par heure"], side: ["Beside the grid", "À côté de la grille"],
  better: ["better", "mieux"], same: ["no dearer", "pas plus cher"], dearer: ["dearer", "plus cher"], forbidden: ["forbidden", "interdit"],
  keys: ["Arrow keys move, Page Up and Down change the day, Enter drops, Escape puts it back.", "Flèches : déplacer ; Page préc./suiv. : jour ; Entrée : poser ; Échap : reposer."],
  picked: ["Picked up:", "En main :"], breaks: ["{} more hard rule broken|{} more hard rules broken", "{} règle stricte de plus violée|{} règles strictes de plus violées"],
  other: ["Another planner:", "Un autre planificateur :"], lost: ["The desk does not answer. Start it again, then open the address that it prints.", "Le bureau ne répond pas. Relancez-le, puis ouvrez l’adresse qu’il affiche."], hangs: ["The desk does not answer at present. Until it does, nothing that you do is done; if that takes long, start it again.", "Le bureau ne répond pas pour l’instant. D’ici là, rien de ce que vous faites n’est fait ; si cela dure, relancez-le."], noAnswer: ["The desk could not answer that.", "Le bureau n’a pas pu répondre à cela."],
  findings: ["Findings", "Constats"], tray: ["Unplaced", "Non placées"], steps: ["History", "Historique"],
  nothing: ["Nothing is wrong.", "Rien à signaler."], allPlaced: ["Every session has a place.", "Toutes les séances sont placées."],
  more: ["more; evaluate lists all.", "de plus ; evaluate les liste tous."],
  all: ["All sessions", "Toutes les séances"], kinds: ["Kind", "Type"], bodies: ["Body", "Organe"], themes: ["Theme", "Thème"], people: ["Person", "Personne"],
  delegations: ["Delegation", "Délégation"], regions: ["Region’s hours", "Heures d’une région"], interpretation: ["Interpretation", "Interprétation"],
  pin: ["Pin", "Épingler"], unpin: ["Unpin", "Désépingler"], swap: ["Swap with…", "Échanger avec…"], drop: ["Leave out (stays a candidate)", "Laisser de côté (reste candidate)"], hold: ["Hold", "Tenir"], cancel: ["Cancel (leaves the conference)", "Supprimer (quitte la conférence)"],
  close: ["Put back", "Reposer"], best: ["Best places", "Meilleures places"], leastBroken: ["No place is free: where least is broken", "Aucune place libre : où le moins est violé"], room: ["Make room here", "Faire de la place ici"], roomOn: ["Make room on", "Faire de la place le"],
  anywayDo: ["Do it all the same", "Faire quand même"], swapNow: ["Now click the session to swap with. Escape leaves it.", "Cliquez maintenant la séance avec laquelle échanger. Échap : y renoncer."],
  hoverHint: ["Point at a place, or move there with the arrow keys, to read what it costs.", "Pointez une place, ou allez-y avec les flèches, pour lire ce qu’elle coûte."],
  free: ["No change in cost", "Même coût"], isForbidden: ["Forbidden", "Interdit"], unplaced: ["Has no place", "Sans place"], optional: ["optional", "facultative"],
  told: ["To be told:", "À prévenir :"], takeIt: ["Do this", "Faire ainsi"], looking: ["Looking for the fewest moves…", "Recherche du moins de déplacements…"],
  noRoom: ["No room was found in {} s; that it is impossible is not proved.", "Aucune place trouvée en {} s ; que ce soit impossible n’est pas prouvé."], impossible: ["Proved: impossible, whatever moves.", "Prouvé : impossible, quoi qu’on déplace."], roomStopped: ["Stopped before any room was found.", "Arrêtée avant d’avoir trouvé une place."], silent: ["The search does not answer.", "La recherche ne répond pas."], proved: ["Proved: not possible with fewer moves.", "Prouvé : impossible avec moins de déplacements."],
  notProved: ["Fewer moves are not ruled out.", "Moins de déplacements n’est pas exclu."], panelsProved: ["Nor, with as few, with fewer panels changed.", "Ni, avec aussi peu, avec moins de panels changés."], panelsNotProved: ["Fewer panels changed are not ruled out.", "Moins de panels changés n’est pas exclu."],
  replaceOne: ["Replace just this person: {} for {}", "Remplacer cette seule personne : {} à la place de {}"],
  near: ["stay close", "rester proche"], far: ["best", "le meilleur"], start: ["Start", "Lancer"], stop: ["Stop", "Arrêter"], leave: ["Leave", "Laisser"], takeAll: ["Take all", "Tout prendre"], takeOne: ["Take this one", "Prendre celui-ci"],
  searching: ["Searching. Go on working: it starts again from what you do.", "Recherche en cours. Continuez : elle repart de ce que vous faites."],
  noneKeeps: ["Hard rules are broken; the search has not found a programme that keeps them.", "Des règles strictes sont violées ; la recherche n’a pas trouvé de programme qui les respecte."],
  noBetter: ["Nothing better found yet.", "Rien de mieux pour l’instant."], elsewhere: ["{} session elsewhere|{} sessions elsewhere", "{} séance ailleurs|{} séances ailleurs"], leftOut: ["{} left out|{} left out", "{} n’a plus lieu|{} n’ont plus lieu"], comesIn: ["{} comes in|{} come in", "{} entre au programme|{} entrent au programme"],
  panelsChanged: ["{} panel changed|{} panels changed", "{} panel modifié|{} panels modifiés"], areTold: ["{} person to be told|{} people to be told", "{} personne à prévenir|{} personnes à prévenir"],
  isLeftOut: ["is left out", "n’a plus lieu"], isComingIn: ["comes in", "entre au programme"], beginsAgain: ["It begins again with as many moves…", "Elle repart avec cette limite…"], engine: ["Search while you work", "Chercher pendant que vous travaillez"],
  moves: ["at most one move|at most {} moves", "au plus un déplacement|au plus {} déplacements"], searchLost: ["The search was lost; begin it again.", "La recherche a été perdue ; relancez-la."], anyMoves: ["any number of moves", "déplacements sans limite"],
  alternatives: ["Alternatives", "Variantes"], newOne: ["New alternative…", "Nouvelle variante…"], compare: ["Compare", "Comparer"], against: ["Against", "Par rapport à"], began: ["As it began", "Comme au début"],
  nameIt: ["Name of the alternative, which begins with what is here", "Nom de la variante, qui commence avec ce qui est ici"], begin: ["Begin", "Commencer"], begunNow: ["You are in the new alternative:", "Vous êtes dans la nouvelle variante :"],
  editOne: ["Rename or delete this alternative…", "Renommer ou supprimer cette variante…"], newName: ["New name", "Nouveau nom"], rename: ["Rename", "Renommer"], renamedNow: ["The alternative is called now:", "La variante s’appelle maintenant :"], remove: ["Delete…", "Supprimer…"], reallyRemove: ["Really delete", "Vraiment supprimer"], removedNow: ["Deleted:", "Supprimée :"], removedBy: ["This alternative is there no more:", "Cette variante n’existe plus :"], bringBack: ["Bring back", "Rétablir"], backNow: ["Back again:", "De retour :"], takeBack: ["Undo", "Annuler"],
  comparing: ["Comparing…", "Comparaison…"], rule: ["Rule", "Règle"], figures: ["Key figures that differ", "Chiffres clés qui diffèrent"], differing: ["Sessions that differ", "Séances qui diffèrent"], affected: ["Who is affected", "Qui est concerné"],
  sameRules: ["Rules that cost the same in both", "Règles au même coût dans les deux"],
  session: ["Session", "Séance"], change: ["Change", "Changement"], timesChange: ["times", "horaires"], roomsOnly: ["rooms only", "salles seules"], noDifference: ["Nothing differs.", "Rien ne diffère."], inAll: ["In all", "En tout"],
  changeButton: ["Change…", "Modifier…"], changeTitle: ["Change", "Modifier"], wish: ["Wish", "Souhait"], add: ["Add a session", "Ajouter une séance"], closeRoom: ["Close a room", "Fermer une salle"], setLevel: ["Set how much a rule matters", "Régler l’importance d’une règle"], lockMany: ["Lock many sessions", "Verrouiller plusieurs séances"],
  hits: ["Sessions that are found", "Séances trouvées"], noHit: ["No session is found.", "Aucune séance trouvée."], moreHits: ["{} more|{} more", "{} de plus|{} de plus"], moreFindings: ["{} more|{} more", "{} de plus|{} de plus"],
  thinned: ["Only findings about the sessions that you look at are listed.", "Seuls les constats sur les séances regardées sont listés."], nothingFound: ["Nothing is found about these sessions.", "Aucun constat sur ces séances."], noneOfGravest: ["None of the {} gravest findings is about these sessions.|None of the {} gravest findings is about these sessions.", "Aucun des {} constats les plus graves ne porte sur ces séances.|Aucun des {} constats les plus graves ne porte sur ces séances."],
  unlockRoom: ["Unlock {room} on {day}", "Déverrouiller {room} le {day}"],
  lockedDay: ["This day is locked", "Ce jour est verrouillé"], lockedRoom: ["This room is locked on this day", "Cette salle est verrouillée ce jour"],
  ofFinding: ["{} session of the finding|{} sessions of the finding", "{} séance du constat|{} séances du constat"], showAll: ["Show all again", "Tout montrer de nouveau"],
  nameShort: ["Name", "Nom"], peopleTold: ["{} person|{} people", "{} personne|{} personnes"],
  whyHere: ["Why here?", "Pourquoi ici ?"], place: ["Place", "Place"], bestOfHalfDays: ["The best place of each half-day", "La meilleure place de chaque demi-journée"], bestOfMonths: ["The best place of each month", "La meilleure place de chaque mois"],
  pinnedHere: ["It is pinned here.", "Elle est épinglée ici."],
  noOtherTime: ["No other time is open to it.", "Aucun autre moment ne lui est ouvert."], noOtherRoom: ["No other room is open to it then.", "Aucune autre salle ne lui est ouverte alors."],
  decidesTime: ["Why at this time: {rule}. The best other time, {place}, costs {cost}.", "Pourquoi à ce moment : {rule}. Le meilleur autre moment, {place}, coûte {cost}."], decidesRoom: ["Why in this room: {rule}. At the same time {room} costs {cost}.", "Pourquoi dans cette salle : {rule}. Au même moment, {room} coûte {cost}."],
  allBreakTime: ["Why at this time: every other time breaks a hard rule; the best, {place}: {rules}.", "Pourquoi à ce moment : tout autre viole une règle stricte ; le meilleur, {place} : {rules}."], allBreakRoom: ["Why in this room: at the same time every other room breaks a hard rule; the best, {room}: {rules}.", "Pourquoi dans cette salle : au même moment, toute autre viole une règle stricte ; la meilleure, {room} : {rules}."],
  noneDecidesTime: ["No rule decides on the time: {place} costs the same.", "Aucune règle ne décide du moment : {place} coûte autant."], noneDecidesRoom: ["No rule decides on the room: at the same time {room} costs the same.", "Aucune règle ne décide de la salle : au même moment, {room} coûte autant."],
  onlySearchTime: ["{place} would cost {cost}: nothing keeps it at this time but the search.", "{place} coûterait {cost} : rien ne la tient à ce moment, sauf le hasard de la recherche."], onlySearchRoom: ["At the same time {room} would cost {cost}: nothing keeps it in this room but the search.", "Au même moment, {room} coûterait {cost} : rien ne la tient dans cette salle, sauf le hasard de la recherche."],
  onlyHere: ["Where it is, it breaks hard rules: {rules}. {place} breaks less, and costs {cost}.", "Là où elle est, elle viole des règles strictes : {rules}. {place} en viole moins et coûte {cost}."],
  closed: ["closed", "fermée"],
  line: ["The session in a line", "La séance en une ligne"], lineHint: ["Pledges, {kind}, 30 min, 60 people, {when}", "Engagements, {kind}, 30 min, 60 people, {when}"], like: ["Everything else as in", "Tout le reste comme dans"], roomName: ["Room", "Salle"], from: ["From", "De"], until: ["Until", "À"], dayBegins: ["start of day", "début du jour"], dayEnds: ["end of day", "fin du jour"],
  howCounted: ["How it is counted", "Comment elle compte"],
  fromDay: ["From day", "Du jour"], toDay: ["To day", "Au jour"], everyDay: ["every day", "tous les jours"],
  level: ["Level", "Niveau"], hardLevel: ["hard: may not be broken", "stricte : ne peut être violée"], weight: ["Weight", "Poids"], off: ["off", "désactivée"], onlyItem: ["Only for one item (its id)", "Pour un seul élément (son id)"], allItems: ["all of them", "tous"], levelNow: ["Now:", "Actuel :"],
  what: ["What", "Quoi"], before: ["All before a day", "Tout avant un jour"], lockThem: ["Lock", "Verrouiller"], unlockThem: ["Unlock", "Déverrouiller"], fillIn: ["What comes of it is said here before anything is done.", "Les conséquences s’affichent ici avant toute action."],
  doIt: ["Do it", "Faire"], makeRoomFor: ["Make room for it", "Faire de la place"], sameAlready: ["That is so already.", "C’est déjà le cas."],
  committee: ["For the committee…", "Pour le comité…"], publish: ["Publish…", "Publier…"], committeeTitle: ["The page for the committee", "La page pour le comité"], committeeHint: ["One page that compares these programmes with the one as it began, to be sent or printed.", "Une page qui compare ces programmes avec celui du début, à envoyer ou à imprimer."],
  openPage: ["Open the page", "Ouvrir la page"], savePage: ["Save the page", "Enregistrer la page"],
  publishTitle: ["What participants will see", "Ce que verront les participants"], readingRelease: ["Looking at what would change…", "Examen de ce qui changerait…"], nothingNew: ["Nothing has changed since the last release.", "Rien n’a changé depuis la dernière publication."],
  releaseNumber: ["This would be release", "Ce serait la version"], firstRelease: ["the first one", "la première"], afterRelease: ["after release", "après la version"], heldSessions: ["{} session takes place|{} sessions take place", "{} séance a lieu|{} séances ont lieu"], privateSessions: ["and {} that is not public|and {} that are not public", "et {} qui n’est pas publique|et {} qui ne sont pas publiques"], seePage: ["See their page", "Voir leur page"],
  changesOf: ["Changes", "Changements"], toldOf: ["Who is told, and what", "Qui est prévenu, et de quoi"], calendars: ["Calendars that change", "Calendriers qui changent"], personal: ["personal ones", "personnels"], ofAll: ["of", "sur"],
  note: ["Note to readers", "Note aux lecteurs"], draftRelease: ["A draft: tentative in calendars", "Un projet : provisoire dans les calendriers"], anyway: ["Publish although hard rules are broken", "Publier bien que des règles strictes soient violées"], locked: ["This is locked. Publish with a reason:", "Ceci est verrouillé. Publier avec un motif :"], reason: ["Reason", "Motif"],
  publishNow: ["Publish now", "Publier maintenant"], published: ["Published: release", "Publié : version"], keptIn: ["Kept in", "Conservé dans"], nextSteps: ["Then: feeds, page and notices are made of it, as by command; a service that runs shows it at once.", "Ensuite : flux, page et avis en sont tirés, comme par commande ; un service en marche la montre aussitôt."],
  team: ["Team", "Équipe"], teams: ["Teams", "Équipes"], teamsAtWork: ["Teams at work", "Équipes au travail"], noTeam: ["No team", "Sans équipe"], month: ["Month", "Mois"], allMonths: ["All months", "Tous les mois"], am: ["AM", "matin"], pm: ["PM", "après-midi"], pinned: ["pinned", "épinglée"],
  notFound: ["Nothing that has a place is found.", "Rien de placé n’a été trouvé."], penaltyHint: ["What all rules cost that are not hard: less is better", "Ce que coûtent toutes les règles non strictes : moins, c’est mieux"],
  pinHint: ["It stays where it is, whatever is solved", "Elle reste où elle est, quoi qu’on résolve"], unpinHint: ["It may be moved again by what is solved", "Elle peut de nouveau être déplacée par le calcul"], dropHint: ["The programme does without it; it stays a candidate", "Le programme s’en passe ; elle reste candidate"], holdHint: ["It takes place, at its best place", "Elle a lieu, à sa meilleure place"], cancelHint: ["It leaves the conference; who knew of it is told when it is published", "Elle quitte la conférence ; ceux qui la connaissaient sont prévenus à la publication"],
  presence: ["Somebody is away", "Quelqu’un est absent"], aTeamOf: ["A team of", "Une équipe de"], isAway: ["is away", "est absent"], onlyThere: ["is there only then", "n’est là qu’alors"], allThere: ["is back: all of them are there then", "est de retour : toutes sont là alors"], notComing: ["does not come at all", "ne vient pas du tout"], fact: ["Change a number", "Modifier un nombre"],
  seats: ["Seats of a room", "Places d’une salle"], length: ["Minutes of a session", "Minutes d’une séance"], expected: ["People expected", "Personnes attendues"], newValue: ["New value", "Nouvelle valeur"],
  whyNot: ["Why are rules broken, and what would help?", "Pourquoi des règles sont-elles violées, et que faire ?"], lookingWhy: ["Looking for what stands in the way…", "Recherche de ce qui fait obstacle…"], cannotBe: ["Proved: no programme keeps every hard rule.", "Prouvé : aucun programme ne respecte toutes les règles strictes."],
  canBe: ["There is a programme that keeps every hard rule.", "Un programme respecte toutes les règles strictes."], notKnown: ["It is not known whether a programme keeps every hard rule.", "On ne sait pas si un programme respecte toutes les règles strictes."], together: ["Together these suffice, as was tried:", "Ensemble, ceci suffit, comme essayé :"], togetherFewest: ["Together these suffice, and fewer do not: proved.", "Ensemble, ceci suffit ; moins ne suffit pas : prouvé."], byFacts: ["By facts alone, as was tried:", "Par les faits seuls, comme essayé :"],
  weighedLabel: ["What comes of it", "Les conséquences"], orElse: ["Or else, as was tried:", "Ou bien, comme essayé :"], tryIt: ["Try…", "Essayer…"], tryAll: ["Try all of these…", "Essayer tout cela…"], wayTitle: ["A way out", "Une issue"], asTried: ["Sessions go where it was tried", "Les séances vont là où l’essai les a mises"], allStay: ["All sessions stay where they are", "Toutes les séances restent en place"], brokenAfter: ["Hard rules broken then:", "Règles strictes violées ensuite :"],
  isLocked: ["It is locked where it is.", "Elle est verrouillée là où elle est."], breaksLess: ["breaks less", "viole moins"], lessLegend: ["breaks less than now, though something still", "viole moins que maintenant, mais encore quelque chose"], givenAre: ["Taken as given:", "Considéré comme acquis :"], takeLeast: ["Take the programme that breaks least", "Prendre le programme qui viole le moins"], leftBroken: ["Still broken:", "Encore violé :"],
  panel: ["On its panel:", "Au panel :"], panelOf: ["Panel of", "Panel de"], getsSeat: ["seated:", "siègent :"], losesSeat: ["no longer:", "ne siègent plus :"], withPanel: ["(With the panel that it has. Making room may choose others.)", "(Avec le panel actuel. Faire de la place peut en choisir d’autres.)"], noneWith: ["no place fits with its panel", "aucune place ne convient avec ce panel"], noneFits: ["no place fits", "aucune place ne convient"],
  nothingProved: ["In {} seconds nothing was proved.", "En {} secondes, rien n’a été prouvé."], lookLonger: ["Look longer", "Chercher plus longtemps"], brokenNow: ["Broken now:", "Violé à présent :"],
  provedBest: ["Proved: with so many moves, and with what is pinned, nothing is better.", "Prouvé : avec autant de déplacements et ce qui est épinglé, rien n’est mieux."], endedOpen: ["The search has ended; it is not proved that nothing is better.", "La recherche est terminée ; il n’est pas prouvé que rien ne soit mieux."], pinsCost: ["Pinned by you, and better elsewhere:", "Épinglées par vous, et mieux ailleurs :"], noneBetter: ["Nothing better was found.", "Rien de mieux n’a été trouvé."],
  agenda: ["Agenda", "Ordre du jour"], viewing: ["Search and view", "Recherche et affichage"], lock: ["Lock this day", "Verrouiller ce jour"], unlock: ["Unlock this day", "Déverrouiller ce jour"], minutes: ["min", "min"], people_: ["people", "personnes"], places: ["seats", "places"], none: ["none", "aucune"],
};
let now = localStorage.getItem("desk-language") || (navigator.language.startsWith("fr") ? "fr" : "en");
const language = () => now;
function setLanguage(name) { now = name; localStorage.setItem("desk-language", name); }
const say = (key) => (WORDS[key] || [key, key])[now === "fr" ? 1 : 0];
// "one|several", with the number in place of {}
const counted = (key, number) => say(key).split("|")[number === 1 || (now === "fr" && number === 0) ? 0 : 1].replace("{}", number);
// Rules by their names and what they count, in both languages; the id is what commands call it
const ruleName = (rule) => desk.facts.rules[rule]?.[now === "fr" ? 2 : 0] || rule;
const ruleCounts = (rule) => desk.facts.rules[rule]?.[now === "fr" ? 3 : 1] || "";
// Its first sentence says what is wrong; how it is counted follows
const ruleInBrief = (rule) => ruleCounts(rule).match(/^.*?[.](?=\s|$)/)?.[0] || ruleCounts(rule);
// What the server says, in French where it has said so; what is in English alone is marked as such
const FRENCH = new Map();
function learn(answer) {
  for (const [english, french] of Object.entries(answer.french || {})) FRENCH.set(english, french);
  return answer;
}
const inFrench = (text) => now === "fr" && FRENCH.has(text);
const spoken = (text) => (inFrench(text) ? FRENCH.get(text) : text);
const english = (text) => make("span", inFrench(text) ? {} : { lang: "en" }, spoken(text));
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
