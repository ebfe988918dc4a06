"""Reading a table as a partner sends it: any of the usual encodings and delimiters, one row at a time."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from wayhome.exchange.tables.encoding import MARKING, UNREADABLE, encoding_of
from wayhome.exchange.tables.refused import Refused, printable
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = (",", ";", "\t", "|")

#: Stands between values that are kept as one text: a line in which it occurs is no row.
BETWEEN = "\0"


class Row(NamedTuple):
    """A row's values as they were sent, in the order of its table's `columns`.

    A blank cell, and one of a column the file lacks, is ''. `line` is the physical line on which the row
    begins; the first line of the file is 1.
    """

    line: int
    values: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its values as one, to be kept for a while."""
        return BETWEEN.join(self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose header has been read. `columns` are those asked for: the required, then the optional."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    delimiter: str
    _header: _Header = field(repr=False)

    @classmethod
    def open(cls, path: Path, *, required: Sequence[str], optional: Sequence[str] = ()) -> Table:
        """Finds out how a file is written and where its columns are. Refuses what cannot be read as a table.

        Names of columns match whatever their case and with blanks for underscores; columns nobody asked for
        are passed over. A table without rows is still a table.
        """
        columns = (*required, *optional)
        try:
            encoding = encoding_of(path)
            delimiter, header = _find_header(path, encoding, columns)
        except OSError as error:
            raise _unopened(path, error) from None
        _refuse_missing(path, required, header)
        _refuse_doubled(path, columns, header)
        return cls(path, columns, encoding, delimiter, header)

    @property
    def others(self) -> tuple[str, ...]:
        """Columns of the file that nobody asked for, as they stand there."""
        asked = set(map(_plain, self.columns))
        return tuple(name for name in self._header.written if name and _plain(name) not in asked)

    def called(self, column: str) -> str:
        return column

    def rows(self) -> Iterator[Row | Refused]:
        """Every row that is not blank, in the file's order; what cannot be read is refused, the rest goes on.

        A quotation mark that is never closed would swallow every row after it: only its own line is given up,
        and the lines it swallowed are read again as rows.
        """
        with _text(self.path, self.encoding) as file:
            lines = _Lines(islice(file, self._header.last_line, None), self._header.last_line + 1)
            while True:
                try:
                    yield from self._rows(lines)
                    return
                except csv.Error:
                    yield self._refused(lines.give_up_first(), Sentence("row.quotation_mark"))

    def _rows(self, lines: _Lines) -> Iterator[Row | Refused]:
        """One loop with hardly a call of our own: it runs for every row of the largest files."""
        pick, width = self._header.picker(self.columns), len(self._header.names)
        held, damaged = lines.held, lines.damaged
        for values in _reader(iter(lines), self.delimiter):
            line = lines.first
            lines.first += len(held)
            held.clear()
            if damaged or len(values) != width:
                fault = _fault(values, width, damaged)
                damaged.clear()
                if fault:
                    yield self._refused(line, fault)
                    continue
            if any(values):
                values.append("")  # what a column reads that the file lacks
                yield Row(line, pick(values))

    def _refused(self, line: int, why: Sentence) -> Refused:
        return Refused(self.path.name, line, None, why)


def columns_of(path: Path) -> tuple[str, ...]:
    """The names in a file's first line, as they stand there, whatever they may be."""
    try:
        encoding = encoding_of(path)
        headers = [_first_line(path, encoding, delimiter).written for delimiter in DELIMITERS]
    except OSError as error:
        raise _unopened(path, error) from None
    return max(headers, key=len)


class _Lines:
    """The lines of a file, held until their record is complete, so that they can be read again.

    `first` is the number of the first line held; `damaged` are those held that are not all text.
    """

    __slots__ = ("_again", "_rest", "damaged", "first", "held")

    def __init__(self, rest: Iterator[str], first: int) -> None:
        self._rest = rest
        self._again: deque[str] = deque()
        self.first = first
        self.held: list[str] = []
        self.damaged: list[str] = []

    def __iter__(self) -> Iterator[str]:
        held = self.held
        for line in chain(self._to_read_again(), self._rest):
            if BETWEEN in line or (not line.isascii() and UNREADABLE in line):
                self.damaged.append(line)
            held.append(line)
            yield line

    def _to_read_again(self) -> Iterator[str]:
        while self._again:
            yield self._again.popleft()

    def give_up_first(self) -> int:
        """Number of the first line held, which is given up; the others come again, as lines of their own."""
        self._again.extendleft(reversed(self.held[1:]))
        self.held.clear()
        self.damaged.clear()
        self.first += 1
        return self.first - 1


class _Header(NamedTuple):
    """The names in a file's header, plain, as they stand there, and the physical line on which it ends."""

    names: tuple[str, ...]
    written: tuple[str, ...]
    last_line: int

    def picker(self, columns: Sequence[str]) -> Callable[[list[str]], tuple[str, ...]]:
        """Picks the columns out of a row that has one blank after its last cell, for those the file lacks."""
        wanted = [_plain(name) for name in columns]
        places = [self.names.index(name) if name in self.names else len(self.names) for name in wanted]
        if len(places) == 1:
            return lambda values: (values[places[0]],)
        return itemgetter(*places)


def _fault(values: list[str], width: int, damaged: list[str]) -> Sentence | None:
    """What is wrong with a row. Blank cells past the last column are dropped, and are no fault."""
    if damaged:
        return Sentence("row.not_text")
    if not any(values[width:]) and (len(values) > width or not any(values)):
        del values[width:]
        return None
    return Sentence("row.ragged", values=len(values), columns=width)


def _find_header(path: Path, encoding: str, columns: Sequence[str]) -> tuple[str, _Header]:
    """The delimiter under which the first line names most of the columns asked for, and that line."""
    wanted = set(map(_plain, columns))
    headers = {delimiter: _first_line(path, encoding, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: len(wanted.intersection(headers[delimiter].names)))
    if wanted.isdisjoint(headers[best].names):
        # What stands there instead may be a child's name, so it is not repeated.
        raise Refusal(Sentence("table.no_header", file=path.name, columns=", ".join(columns)))
    return best, headers[best]


def _first_line(path: Path, encoding: str, delimiter: str) -> _Header:
    """The first record that is not blank, read as a header; without names where there is none to be read."""
    with _text(path, encoding) as file:
        reader = _reader(file, delimiter)
        written: list[str]
        try:
            written = next(filter(any, reader), [])
        except csv.Error:
            written = []
        return _Header(
            tuple(map(_plain, written)), tuple(printable(name.strip()) for name in written), reader.line_num
        )


def _refuse_missing(path: Path, required: Sequence[str], header: _Header) -> None:
    missing = [name for name in required if _plain(name) not in header.names]
    if missing:
        found = ", ".join(filter(None, header.written))
        sentence = Sentence("table.missing_columns", file=path.name, missing=", ".join(missing), found=found)
        raise Refusal(sentence, field=missing[0])


def _refuse_doubled(path: Path, columns: Sequence[str], header: _Header) -> None:
    times = Counter(header.names)
    doubled = [name for name in columns if times[_plain(name)] > 1]
    if doubled:
        sentence = Sentence("table.doubled_columns", file=path.name, doubled=", ".join(doubled))
        raise Refusal(sentence, field=doubled[0])


def _plain(name: str) -> str:
    """A column's name without what people vary: case, surrounding blanks, blanks for underscores."""
    return " ".join(name.replace("_", " ").casefold().split())


def _reader(lines: Iterator[str] | TextIO, delimiter: str) -> Reader:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)


def _text(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, errors=MARKING, newline="")


def _unopened(path: Path, error: OSError) -> Refusal:
    match error:
        case FileNotFoundError():
            return Refusal(Sentence("table.not_found", file=path.name))
        case IsADirectoryError():
            return Refusal(Sentence("table.is_a_folder", file=path.name))
        case PermissionError():
            return Refusal(Sentence("table.not_permitted", file=path.name))
    return Refusal(Sentence("table.not_read", file=path.name))
