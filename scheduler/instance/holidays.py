"""Public holidays of countries, as the package `holidays` knows them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from scheduler.instance.faults import closest


def _package() -> Any:
    """Return the package, which takes long to load, and which most commands do without."""
    return import_module("holidays")


@lru_cache
def _parts() -> Mapping[str, list[str]]:
    """Return the countries that are known, each with its parts."""
    found: Mapping[str, list[str]] = _package().list_supported_countries(include_aliases=True)
    return {country: parts for country, parts in found.items() if len(country) == 2}


def knows(country: str, subdivision: str | None) -> bool:
    """Tell whether the holidays of a country, or of a part of it, are known."""
    return country in _parts() and (subdivision is None or subdivision in _parts()[country])


def nearest_country(country: str) -> str:
    """Return a hint at the country that may be meant, or nothing."""
    hint = closest(country, _parts(), cutoff=0.5)
    return f"{hint} " if hint else ""


@lru_cache
def _calendar(country: str, subdivision: str | None) -> Any:
    return _package().country_holidays(country, subdiv=subdivision, language="en_US")


def holiday_on(country: str, subdivision: str | None, day: date) -> str | None:
    """Return the name of the public holiday of a country on a date, in English if there is one; or None."""
    name: str | None = _calendar(country, subdivision).get(day)
    return name


def weekend_in(country: str, subdivision: str | None) -> frozenset[int]:
    """Return the days of a country's weekend, Monday being 0."""
    return frozenset(_calendar(country, subdivision).weekend)
