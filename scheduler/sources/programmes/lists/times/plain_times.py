"""Dates and times of Chinese and Japanese lists, and wide signs, as they are read."""

import re
import unicodedata

_WIDE = str.maketrans("：～〜∼－．，（）", ":~~~-.,()")
_DATE = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]", re.ASCII)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAY = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])|([月火水木金土日])曜日?|[(]([月火水木金土日一二三四五六])[)]"
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SIGNS = ("一二三四五六日", "月火水木金土天")
"""How days of the week are written, from Monday on, in Chinese and Japanese."""
_NUMBERED = re.compile(r"第\s*(\d{1,2}|[一二三四五六七])\s*[天日]|(\d{1,2})\s*日目", re.ASCII)
_HALF = re.compile(r"(上午|早上|午前|下午|晚上|午後)\s*(\d{1,2}(?::\d\d)?)", re.ASCII)
_EARLY = ("上午", "早上", "午前")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*[点點时時]\s*(?:(\d{1,2})\s*分|(半))?", re.ASCII)
_TO = re.compile(r"(?<=\d)\s*(?:至|到|から)\s*(?=[\d上下早晚午])")
_AFTER = re.compile(r"(?<=\d)\s*(?:まで|开始|開始|起)\s*$")
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def plain_times(text: str) -> str:
    """Return a text in which dates and times have plain signs: 8 May, 9:30 am - 10:00, Wednesday."""
    text = unicodedata.normalize("NFC", text).translate(_WIDE)
    text = "".join(str(unicodedata.digit(sign)) if _is_wide_digit(sign) else sign for sign in text)
    if _EASTERN.search(text) is None:
        return text
    text = _DATE.sub(_date, text)
    text = _WEEKDAY.sub(_weekday, text)
    text = _NUMBERED.sub(_number, text)
    text = _CLOCK.sub(_clock, text)
    text = _TO.sub(" - ", text)
    return _AFTER.sub("", _HALF.sub(_half, text))


def _is_wide_digit(sign: str) -> bool:
    return "０" <= sign <= "９"


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not 1 <= int(month) <= 12:
        return match[0]
    return f" {day} {_MONTHS[int(month) - 1]} {year or ''} "


def _weekday(match: re.Match[str]) -> str:
    sign = next(filter(None, match.groups()))
    at = next(signs.index(sign) for signs in _SIGNS if sign in signs)
    return f" {_DAYS[at]} "


def _number(match: re.Match[str]) -> str:
    said = match[1] or match[2]
    return f" Day {said if said.isdigit() else '一二三四五六七'.index(said) + 1} "


def _clock(match: re.Match[str]) -> str:
    return f"{match[1]}:{'30' if match[3] else (match[2] or '0').zfill(2)}"


def _half(match: re.Match[str]) -> str:
    if int(match[2].partition(":")[0]) > 12:
        return f" {match[2]}"
    return f" {match[2]} {'am' if match[1] in _EARLY else 'pm'} "
