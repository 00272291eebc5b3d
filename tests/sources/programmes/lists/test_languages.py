"""Headings in languages beside English, French, German and Spanish, and columns of ids of persons."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.files import read
from tests.sources.programmes.lists.made import listed, mapped, notes

ROW = "2026-09-01;09:00;10:00;A;Oak and elm;Ada Lovelace\n2026-09-01;10:00;11:00;A;Elm and oak;Bo Berg\n"
FIELDS = ("date", "start", "end", "room", "title", "speakers")


@pytest.mark.parametrize(
    "headings",
    [
        "Data;Início;Final;Local;Título;Palestrante",
        "Data;Horário;Término;Sala;Palestra;Autor",
        "Dia;Hora de início;Hora final;Local da sessão;Título da palestra;Responsável",
        "Data;Inizio;Fine;Luogo;Titolo;Relatrice",
        "Datum;Begintijd;Eindtijd;Zaal;Titel;Spreker",
        "Datum;Beginn;Ende;Bühne;Titel;Sprecher",
        "Дата;Время начала;Время окончания;Место;Тема доклада;Докладчик",
        "日期;开始时间;结束时间;地点;报告题目;主讲人",
        "日期;時間;終了;会場;標題;報告人",
        "التاريخ;الوقت;النهاية;المكان;العنوان;المتحدث",
    ],
)
def test_headings_are_known_in_many_languages(tmp_path: Path, headings: str) -> None:
    """Each of the fields that most lists have."""
    path = listed(tmp_path, f"{headings}\n{ROW}")
    found = yaml.safe_load(guessed([path], "Europe/Lisbon").text)["columns"]
    assert found == dict(zip(FIELDS, headings.split(";"), strict=True))


def test_who_is_in_charge_chairs_where_another_speaks(tmp_path: Path) -> None:
    """And a type, a track are known, too."""
    head = "Título;Horário;Tipo;Trilha;Autor;Responsável"
    path = listed(tmp_path, f"{head}\nCarvalho;9:00;Mesa;Web;Ada Lovelace;Bo Berg\n")
    found = yaml.safe_load(guessed([path], "Europe/Lisbon").text)["columns"]
    assert (found["speakers"], found["chair"]) == ("Autor", "Responsável")
    assert (found["kind"], found["track"]) == ("Tipo", "Trilha")


@pytest.mark.parametrize(
    "heading", ["speaker_id", "author_id", "id orador", "speakerId", "Speaker"]
)
def test_nobody_is_called_by_an_id(tmp_path: Path, heading: str) -> None:
    """Where another column has names, and where the heading says that it is one."""
    rows = "ada-lovelace;Oak;2026-09-01 9:00;Ada Lovelace\nbo-berg;Elm;2026-09-01 10:00;Bo Berg\n"
    path = listed(tmp_path, f"{heading};Title;Start;Full name\n{rows}")
    assert yaml.safe_load(guessed([path]).text)["columns"]["speakers"] == "Full name"
    assert f"{heading}: what persons are known by, and no names: not taken over." in "".join(
        notes(path)
    )
    found = read(path, mapping=mapped(path))
    assert [each.title for each in found.instance.people] == ["Ada Lovelace", "Bo Berg"]
