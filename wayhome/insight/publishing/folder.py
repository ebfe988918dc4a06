"""A release as a folder: a page, a workbook in two formats, and a file of plain values for each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from wayhome.insight.new_folder import new_folder
from wayhome.insight.publishing import (
    as_comparison,
    as_csv,
    as_dfe,
    as_ods,
    as_page,
    as_pdf,
    as_police_return,
    as_xlsx,
)
from wayhome.insight.publishing.about import Release
from wayhome.insight.publishing.judged import refuse_what_can_be_worked_out
from wayhome.insight.publishing.sheets import sheets
from wayhome.insight.tables.figures import Figures
from wayhome.insight.tables.released import Released


def publish(
    release: Release,
    figures: Sequence[Figures],
    into: Path,
    before: Mapping[str, Sequence[Released]] = MappingProxyType({}),
) -> None:
    """Refuses a folder that holds anything already, and numbers of which a solver can work out one that is withheld.
    Until everything is written nothing stands there. `before` is each table as a reader has it already, by its name.
    """
    if release.small is not None:
        refuse_what_can_be_worked_out(figures, release.small, before)
    with new_folder(into) as folder:
        pages = list(sheets(release, figures))
        as_ods.write(pages, folder / "tables.ods")
        as_xlsx.write(pages, folder / "tables.xlsx")
        as_csv.write(release, figures, folder)
        as_dfe.write(release, figures, folder)
        as_comparison.write(figures, folder)
        as_police_return.write(release, figures, folder)
        as_pdf.write(release, figures, folder / "tables.pdf")
        as_page.write(release, figures, folder / "tables.html")
