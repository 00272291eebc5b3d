"""Headings as a whole in languages beside English, French, German and Spanish, by what columns hold."""

import re
from collections.abc import Mapping

from scheduler.sources.programmes.lists.alike import folded

_NAMES: Mapping[str, str] = {
    "id": "编号|編號|番号|номер",
    "title": "标题|標題|题目|題目|题名|報告題目|报告题目|主题|主題|名称|名稱|议题|議題|タイトル|題名|演題"
    "|название|тема|тема доклада|название доклада|العنوان|عنوان|الموضوع|título da palestra",
    "kind": "typ|类型|類型|形式|種別|種類|тип|формат|النوع|soort|tipologia",
    "track": "trilha|eixo|eixo temático|专题|專題|论坛|論壇|議程軌|トラック|секция|трек|поток|المسار",
    "room": "local|luogo|zaal|locatie|bühne|地点|地點|会场|会場|會場|会議室|会议室|教室|房间|場所|部屋"
    "|место|зал|аудитория|المكان|القاعة|مكان",
    "date": "日期|日付|日程|дата|день|التاريخ|اليوم|تاريخ|dag|termin",
    "start": "horário|início|hora de início|时间|時間|时段|時刻|开始|开始时间|開始|開始時間|время|начало"
    "|время начала|الوقت|وقت|الساعة|وقت البداية|ora|orario|tijd|begintijd|starttijd",
    "end": "final|fim|término|hora final|hora de término|结束|结束时间|結束時間|終了|終了時間|конец|окончание"
    "|время окончания|وقت النهاية|النهاية|einde|eindtijd",
    "duration": "duração|时长|時長|продолжительность|длительность|المدة|duur",
    "speakers": "palestrante|palestrantes|autor|autores|ministrante|主讲人|主講人|报告人|報告人|讲者|講者"
    "|演讲者|演講者|演讲人|讲师|講師|嘉宾|发言人|作者|講演者|発表者|登壇者|スピーカー|докладчик|докладчики|спикер|спикеры"
    "|автор|المتحدث|المتحدثون|المتحدثين|المحاضر|spreker|sprekers|relatore|relatori|sprecher",
    "chair": "主持人|主席|座長|司会|модератор|ведущий|رئيس الجلسة|mediador|voorzitter",
    "language": "语言|語言|言語|язык|اللغة|taal",
    "description": "resumo|摘要|内容简介|简介|概要|描述|описание|аннотация|الوصف|الملخص|samenvatting"
    "|omschrijving",
}
FOREIGN: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split("|")) for field, names in _NAMES.items()
}
"""Headings by what their columns hold."""
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_WITH_OTHERS = ("description", "language", "id")
"""What is known as a whole alone: who somebody is that speaks is no summary of what is said."""
_ENDINGS = sorted(
    (
        (folded(name), field)
        for field, names in FOREIGN.items()
        if field not in _WITH_OTHERS
        for name in names
        if _EASTERN.search(name) and len(name) > 1
    ),
    key=lambda each: -len(each[0]),
)
"""What Chinese and Japanese headings end with, which have no blanks between their words; longest first."""


def told_by_ending(heading: str) -> str | None:
    """Return what a column holds by how its Chinese or Japanese heading ends; None if that tells nothing."""
    key = folded(heading)
    return next((field for ending, field in _ENDINGS if key.endswith(ending)), None)
