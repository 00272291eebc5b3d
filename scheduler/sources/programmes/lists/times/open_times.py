"""Cells in which it is said that a time is not known yet: TBA, tbd, à confirmer, -, afternoon."""

import re

from scheduler.sources.tables.sheets import Value

_OPEN = (
    r"t\.?\s?b\.?\s?[acdf]\.?|n\.?\s?/?\s?a\.?|none|nil|null|unknown"
    r"|not (?:yet )?(?:known|scheduled|fixed)|pending|open"
    r"|to be (?:announced|confirmed|decided|defined|determined|fixed|scheduled)"
    r"|à (?:confirmer|définir|déterminer|fixer|préciser|venir)|non (?:fixée?|défini)"
    r"|(?:a|por|para) (?:confirmar|definir|determinar|anunciar)|sin (?:confirmar|definir)|pendiente"
    r"|(?:noch )?offen|(?:noch )?unbekannt|folgt|wird noch bekannt\s?gegeben|da (?:confermare|definire)"
)
_PART = (
    r"(?:in the |le |l.|la |am |por la |de )?"
    r"(?:morning|lunch(?:time)?|afternoon|evening|night|all day|whole day"
    r"|matin(?:ée)?|après.midi|soir(?:ée)?|nuit|toute la journée|journée"
    r"|vormittags?|nachmittags?|abends?|ganztägig"
    r"|mañana|tarde|noche|todo el día|mattina|pomeriggio|sera|manhã|noite)"
)
_TEXT = re.compile(rf"\W*(?:(?:{_OPEN})(?:\W+[^\W\d]+){{0,3}}|{_PART})?\W*", re.IGNORECASE)


def is_open(value: Value) -> bool:
    """Tell whether a cell says that something is not known yet, with or without a part of the day."""
    return isinstance(value, str) and _TEXT.fullmatch(value.strip()) is not None
