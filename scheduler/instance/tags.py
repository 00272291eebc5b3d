"""Tags of languages."""

from typing import Annotated

from pydantic import StringConstraints, WithJsonSchema

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

Language = Annotated[
    str,
    StringConstraints(pattern=LANGUAGE),
    WithJsonSchema({"type": "string", "examples": ["en"]}),
]
"""A language tag, such as ``en`` or ``fr``."""
