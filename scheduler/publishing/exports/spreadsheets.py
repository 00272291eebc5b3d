"""CSV: the list, as RFC 4180 has it, in UTF-8."""

import csv
import io
from datetime import date, time

from scheduler.publishing.exports.lists import Value, fields_of, values_of
from scheduler.publishing.exports.programmes import Programme
from scheduler.publishing.exports.texts import inert


def csv_of(programme: Programme) -> bytes:
    """Return the list of a programme as CSV: a heading, then a record for each session.

    Dates are ``2021-11-08``, times ``09:30``; what a spreadsheet would take for a formula begins with an
    apostrophe. Headings are in the language of the programme.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    fields = fields_of(programme)
    writer.writerow(programme.words.columns[field] for field in fields)
    for row in programme.rows:
        writer.writerow(map(_text, values_of(row, fields, programme.words)))
    return file.getvalue().encode("utf-8")


def _text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return inert(str(value))
