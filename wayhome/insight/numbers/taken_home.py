"""The numbers that somebody is shown, as a file to take home."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.judged import refuse_what_can_be_worked_out
from wayhome.insight.publishing.sheets import sheets
from wayhome.insight.tables.control import PUBLISHED
from wayhome.insight.tables.figures import Figures


class Format(NamedTuple):
    label: str
    content_type: str


#: By how its name ends.
FORMATS: Mapping[str, Format] = {
    "pdf": Format("bulletin (PDF)", "application/pdf"),
    "ods": Format("workbook (OpenDocument)", "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": Format("workbook (Excel)", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def taken_home(asked: Asked, figures: Sequence[Figures], extension: str) -> bytes:
    """`figures` are what is asked for, at least one. Raises Refusal where a withheld number could be worked out."""
    small = None if asked.is_exact else PUBLISHED
    if small is not None:
        refuse_what_can_be_worked_out(figures, small)
    release = Release(asked.about, asked.period.said, small, of_whom=asked.of_whom)
    with TemporaryDirectory(prefix="wayhome-numbers-") as folder:
        file = Path(folder) / f"tables.{extension}"
        _write(release, figures, file)
        return file.read_bytes()


def _write(release: Release, figures: Sequence[Figures], into: Path) -> None:
    from wayhome.insight.publishing import as_ods, as_pdf, as_xlsx  # noqa: PLC0415 - no page waits for these

    match into.suffix:
        case ".pdf":
            as_pdf.write(release, figures, into)
        case ".ods":
            as_ods.write(sheets(release, figures), into)
        case _:
            as_xlsx.write(sheets(release, figures), into)
