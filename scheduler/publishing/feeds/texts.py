"""Texts as every calendar can show them: clean, plain, and not too long."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

SUMMARY = 200
"""UTF-16 units of a title at most; Outlook cuts at 255."""
LOCATION = 255
"""UTF-16 units of a place at most."""
DESCRIPTION = 4_000
"""UTF-16 units of a description at most."""
ADDRESS = 2_000
"""Characters of an address at most."""

_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BLANKS = re.compile(r"[^\S\n]+")
_MANY_BREAKS = re.compile(r"\n{3,}")
_ENDS = "".join(chr(0x10000 * plane + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufeff\u202a-\u202e\u2066-\u2069" + _ENDS + "]"
)
"""Controls, lone surrogates, what is no character, and marks that turn the direction of what follows."""
_JOINING = "\u200d"
_SCHEMES = frozenset({"https", "http", "tel", "sip", "sips", "xmpp"})


def plain(text: str) -> str:
    """Return a text of lines without control characters, tags, and marks that turn what follows.

    A bracket that would open a tag becomes ``‹``: some calendars show a description as HTML.
    """
    broken = _BREAKS.sub("\n", text)
    kept = _UNFIT.sub("", broken)
    lines = (_BLANKS.sub(" ", line).strip() for line in _TAG.sub("‹", kept).split("\n"))
    return _MANY_BREAKS.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str, units: int = SUMMARY) -> str:
    """Return a plain text in one line of at most so many UTF-16 units."""
    return shortened(" ".join(plain(text).split()), units)


def shortened(text: str, units: int) -> str:
    """Cut a text to at most so many UTF-16 units, between letters, with an ellipsis in place of the rest."""
    if width(text) <= units:
        return text
    if units < 1:
        return ""
    end, room = 0, units - 1
    for letter in text:
        room -= width(letter)
        if room < 0:
            break
        end += 1
    while end and _hangs_on(text, end):
        end -= 1
    return f"{text[:end].rstrip()}…"


def cut_at_word(text: str, units: int) -> str:
    """Cut a text to at most so many UTF-16 units after a word; within one, if it begins with a long one."""
    cut = shortened(text, units)
    if cut == text:
        return text
    whole = cut.removesuffix("…")
    words = whole if text[len(whole)].isspace() else whole.rpartition(" ")[0]
    words = words.rstrip(" ,;:–-")
    return f"{words}…" if width(words) >= units // 2 else cut


def width(text: str) -> int:
    """Return the UTF-16 units of a text: emoji have two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def address(text: str | None, *, schemes: frozenset[str] = _SCHEMES) -> str | None:
    """Return an address in ASCII; None if it is none, too long, or of a scheme that may do harm."""
    if not text or not text.isprintable() or " " in text:
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in schemes or (parts.scheme.startswith("http") and not host):
        return None
    written = quote(text, safe="%/:=&?~#+!$,;'@()*[]-._")
    return written if len(written) <= ADDRESS else None


def is_web(address: str | None) -> bool:
    """Return whether an address is one of the web, and does nothing else when it is followed."""
    return address is not None and address.lower().startswith(("https://", "http://"))


def _hangs_on(text: str, position: int) -> bool:
    """Return whether a cut would part a letter from its accent, or an emoji from its other half."""
    after = text[position] if position < len(text) else ""
    return text[position - 1] == _JOINING or bool(
        after and (after == _JOINING or unicodedata.category(after) in {"Mn", "Me", "Sk"})
    )


_UNIVERSAL = frozenset(
    {"UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich"}
)


def is_universal(zone: str) -> bool:
    """Return whether a zone is UTC under one of its names: then times need no zone."""
    return zone.removeprefix("Etc/") in _UNIVERSAL
