"""Files in, facts out: reading instances and solutions, and saying what is wrong with them."""

from scheduler.sources.discrepancies import Fitting, fit
from scheduler.sources.documents import value_of
from scheduler.sources.identifiers import Identifiers
from scheduler.sources.instances import (
    FileLines,
    changes_in,
    extended_by,
    files_of,
    fingerprint,
    names_extended,
    read_changes,
    read_instance,
    read_instance_text,
    read_lines,
    read_mapping,
    schema_text,
    starter,
)
from scheduler.sources.solutions import (
    make_sure_that_something_fits,
    read_published,
    read_schedule,
    read_stored,
    schedule_text,
    solution_fingerprint,
    solution_text,
    write_schedule,
    write_solution,
)
from scheduler.sources.variants.differences import changes_between

__all__ = [
    "FileLines",
    "Fitting",
    "Identifiers",
    "changes_between",
    "changes_in",
    "extended_by",
    "files_of",
    "fingerprint",
    "fit",
    "make_sure_that_something_fits",
    "names_extended",
    "read_changes",
    "read_instance",
    "read_instance_text",
    "read_lines",
    "read_mapping",
    "read_published",
    "read_schedule",
    "read_stored",
    "schedule_text",
    "schema_text",
    "solution_fingerprint",
    "solution_text",
    "starter",
    "value_of",
    "write_schedule",
    "write_solution",
]
