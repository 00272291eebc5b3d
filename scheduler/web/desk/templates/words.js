// How the page says its texts (WORDS, by language and key), numbers and days.
const LANGUAGES = Object.keys(WORDS);
let now = localStorage.getItem("desk-language") || navigator.language.slice(0, 2);
if (!LANGUAGES.includes(now)) now = "en";
const language = () => now;
function setLanguage(name) { now = name; localStorage.setItem("desk-language", name); }
const nextLanguage = () => LANGUAGES[(LANGUAGES.indexOf(now) + 1) % LANGUAGES.length];
const say = (key) => WORDS[now][key] ?? key;
// "one|several", with the number in place of {}
const colon = () => (now === "fr" ? "\u00a0:" : ":"); // as it is set in its language
const counted = (key, number) => say(key).split("|")[new Intl.PluralRules(now).select(number) === "one" ? 0 : 1].replace("{}", number);
// Rules by their names and what they count, in the language of the page; the id is what commands call it
const ruleName = (rule) => desk.facts.rules[rule]?.[LANGUAGES.indexOf(now)][0] || rule;
const ruleCounts = (rule) => desk.facts.rules[rule]?.[LANGUAGES.indexOf(now)][1] || "";
// Its first sentence says what is wrong; how it is counted follows
const ruleInBrief = (rule) => ruleCounts(rule).match(/^.*?[.](?=\s|$)/)?.[0] || ruleCounts(rule);
// What the server says, in other languages where it has said so; what is in English alone is marked as such
const SAID = Object.fromEntries(LANGUAGES.map((each) => [each, new Map()]));
function learn(answer) {
  for (const [language, texts] of Object.entries(answer.translations || {}))
    for (const [english, said] of Object.entries(texts)) SAID[language].set(english, said);
  return answer;
}
const spoken = (text) => SAID[now].get(text) ?? text;
const english = (text) => make("span", SAID[now].has(text) ? {} : { lang: "en" }, spoken(text));
const locale = () => (now === "en" ? "en-GB" : now);
const formats = new Map();
function format(signDisplay) {
  const key = `${now} ${signDisplay}`;
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale(), { maximumFractionDigits: 1, signDisplay }));
  return formats.get(key);
}
const exactly = (number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 3 }).format(number);
const points = (thousandths) => format("auto").format(thousandths / 1000);
const signed = (thousandths) => format("exceptZero").format(thousandths / 1000);
const dayLabel = (day) => new Intl.DateTimeFormat(locale(), { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day.date}T00:00Z`)).replace(",", "");
const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
