"use strict";
// Leads to the page in the language that the reader likes best: fr-CH, else fr, else another of its family.
{
  const pages = [...document.querySelectorAll("a[hreflang]")];
  const first = pages.find(({ hreflang }) => hreflang === document.documentElement.lang);

  /** Return a language, and what is left of it without its last part: ["fr-ch", "fr"]. */
  const ranges = (tag) =>
    tag.toLowerCase().split("-").map((_, cut, parts) => parts.slice(0, parts.length - cut).join("-"));

  const pageIn = (tag) => {
    const among = (fits) => ranges(tag).map((range) =>
      pages.find(({ hreflang }) => fits(hreflang.toLowerCase(), range))).find(Boolean);
    return among((known, range) => known === range)
      ?? among((known, range) => known.startsWith(`${range}-`));
  };

  const page = (navigator.languages ?? []).map(pageIn).find(Boolean) ?? first;
  location.replace(`${page.href}${location.search}${location.hash}`);
}
