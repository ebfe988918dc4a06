"""Finding a profile's files: in a folder by their names, or one file alone by its name or its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from wayhome.exchange.tables.refused import Refused
from wayhome.exchange.tables.table import Row, Table
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Layout:
    """One of a profile's files: what it is called, whatever its case, and which columns are read.

    `times` hold a day and perhaps a time, `days` a day alone; `words` are those a column takes, where they are
    agreed; `several` hold more than one of them, with a semicolon between. `child` holds the child's number. `longest`
    counts the letters of the longest code, number or name that such a file can hold.
    """

    file: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    words: Mapping[str, Collection[str]] = field(default_factory=dict, hash=False)
    several: tuple[str, ...] = ()
    child: str = ""
    longest: int = 50

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)

    def open(self, path: Path) -> Table:
        return Table.open(path, required=self.required, optional=self.optional)


class Held(Protocol):
    """A layout's rows, whatever they were written as: values in the order of its columns, required ones first."""

    @property
    def path(self) -> Path: ...

    def rows(self) -> Iterator[Row | Refused]: ...

    def called(self, column: str) -> str:
        """What a person finds a layout's column by in the file itself."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """The tables that were found, by the name their layout gives them, and every other file that lay there.

    `mapping` is the text by which other tables were put in their place, if they were; `unmapped` are the columns it
    says nothing of, by the name of their file.
    """

    tables: Mapping[str, Held]
    unread: tuple[Path, ...] = ()
    mapping: str = ""
    unmapped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def files(self) -> dict[Path, str]:
        """Each file that would be read, once, with the name of a table it holds."""
        return {table.path: name for name, table in sorted(self.tables.items())}


def opened(path: Path, layouts: Sequence[Layout]) -> Folder:
    """Every file of `layouts` under `path`. Refuses a path that holds none, or one that cannot be read as it should."""
    if not path.is_dir():
        only, table = alone(path, layouts, path.name)
        return Folder({only.file: table})
    by_name = {layout.file: layout for layout in layouts}
    tables: dict[str, Table] = {}
    unread: list[Path] = []
    for file in lying_in(path):
        layout = by_name.get(file.name.casefold())
        if layout is None or layout.file in tables or not file.is_file():
            unread.append(file)
        else:
            tables[layout.file] = layout.open(file)
    if not tables:
        raise Refusal(Sentence("folder.holds_none", expected=", ".join(by_name)))
    return Folder(tables, tuple(unread))


def lying_in(folder: Path) -> Iterator[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda file: (file.name.casefold(), file.name))
    except PermissionError:
        raise Refusal(Sentence("folder.not_permitted")) from None
    return (file for file in found if not file.name.startswith("."))


def named(path: Path, called: str, layouts: Sequence[Layout]) -> str:
    """The layout's name for a file that somebody sent under another."""
    return alone(path, layouts, called)[0].file


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
