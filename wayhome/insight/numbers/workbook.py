"""The numbers that somebody is shown as a workbook to take home."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from wayhome.insight.numbers.asked import Asked
from wayhome.insight.publishing import as_ods, as_xlsx
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.folder import refuse_what_can_be_worked_out
from wayhome.insight.publishing.sheets import sheets
from wayhome.insight.tables.control import PUBLISHED
from wayhome.insight.tables.figures import Figures

FORMATS = {"ods": as_ods.write, "xlsx": as_xlsx.write}


def workbook(asked: Asked, figures: Sequence[Figures], extension: str) -> BytesIO:
    """`figures` are what is asked for, at least one. Raises Refusal where a withheld number could be worked out."""
    small = None if asked.is_exact else PUBLISHED
    if small is not None:
        refuse_what_can_be_worked_out(figures, small)
    release = Release(asked.about, figures[0].period.said, small, of_whom=asked.of_whom)
    with TemporaryDirectory(prefix="wayhome-workbook-") as folder:
        file = Path(folder) / f"tables.{extension}"
        FORMATS[extension](sheets(release, figures), file)
        return BytesIO(file.read_bytes())
