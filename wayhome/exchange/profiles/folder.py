"""Finding a profile's files: in a folder by their names, or one file alone by its name or its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wayhome.exchange.tables import Table
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Layout:
    """One of a profile's files: what it is called, whatever its case, and which columns are read."""

    file: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def open(self, path: Path) -> Table:
        return Table.open(path, required=self.required, optional=self.optional)


@dataclass(frozen=True, slots=True)
class Folder:
    """The tables that were found, by the name their layout gives them, and every other file that lay there."""

    tables: dict[str, Table]
    unread: tuple[Path, ...] = ()


def opened(path: Path, layouts: Sequence[Layout]) -> Folder:
    """Every file of `layouts` under `path`. Refuses a path that holds none, or one that cannot be read as it should."""
    if not path.is_dir():
        only, table = alone(path, layouts, path.name)
        return Folder({only.file: table})
    by_name = {layout.file: layout for layout in layouts}
    tables: dict[str, Table] = {}
    unread: list[Path] = []
    for file in _lying_in(path):
        layout = by_name.get(file.name.casefold())
        if layout is None or layout.file in tables or not file.is_file():
            unread.append(file)
        else:
            tables[layout.file] = layout.open(file)
    if not tables:
        raise Refusal(Sentence("folder.holds_none", expected=", ".join(by_name)))
    return Folder(tables, tuple(unread))


def _lying_in(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda file: (file.name.casefold(), file.name))
    except PermissionError:
        raise Refusal(Sentence("folder.not_permitted")) from None
    return (file for file in found if not file.name.startswith("."))


def alone(path: Path, layouts: Sequence[Layout], called: str) -> tuple[Layout, Table]:
    """One file: the layout that the name it is called by says; under any other, the first whose columns it has."""
    named = [layout for layout in layouts if layout.file == called.casefold()]
    for layout in () if named else layouts[1:]:
        try:
            return layout, layout.open(path)
        except Refusal:
            continue
    first = (named or layouts)[0]
    return first, first.open(path)
