"""The XML form of a return: one CHILD element a child, with HEADER, its AMISSING periods and its EPISODEs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from wayhome.exchange.profiles.folder import Layout, lying_in
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, LAYOUTS, MISSING, OC3, UASC
from wayhome.exchange.tables.table import Row
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

Values = Mapping[str, str]

#: What the XML calls otherwise.
RENAMED = {"CHILDID": "CHILD", "PL": "PLACE"}

ROOT, CHILD = "EXPSSDA903", "CHILD"

#: Elements that are a row of a table of their own, beside the child's.
ROWS = {"EPISODE": EPISODES, "AMISSING": MISSING}


@dataclass(frozen=True, slots=True)
class Elements:
    """One table's rows, each with the line its element begins on."""

    path: Path
    read: tuple[Row, ...]

    def rows(self) -> Iterator[Row]:
        return iter(self.read)

    def called(self, column: str) -> str:
        return column


def form_of(path: Path) -> Path | None:
    """The XML form: the file itself, or the one that lies in a folder without any of the CSV files."""
    if not path.is_dir():
        return path if is_named_xml(path.name) else None
    lying = list(lying_in(path))
    forms = [file for file in lying if is_named_xml(file.name)]
    is_csv = {file.name.casefold() for file in lying}.intersection(layout.file for layout in LAYOUTS)
    return forms[0] if len(forms) == 1 and not is_csv else None


def is_named_xml(name: str) -> bool:
    return name.casefold().endswith(".xml")


def tables(path: Path) -> dict[str, Elements]:
    """Every table of the return.

    Refuses what is no XML, what is no return, and a document that declares entities of its own: a return has no
    use for them, and they can be made to fill a machine's memory.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: reading.begin(name, parser.CurrentLineNumber)
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.EntityDeclHandler = _refuse_entities
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except expat.ExpatError as fault:
        raise Refusal(Sentence("returns.no_xml", file=path.name, line=fault.lineno)) from None
    except (LookupError, ValueError):
        raise Refusal(Sentence("returns.xml_encoding", file=path.name)) from None
    except OSError:
        raise Refusal(Sentence("table.not_read", file=path.name)) from None
    if reading.root != ROOT:
        raise Refusal(Sentence("returns.other_xml", file=path.name, root=ROOT))
    return {file: Elements(path, tuple(rows)) for file, rows in reading.tables.items()}


def _refuse_entities(*_declared: object) -> None:
    raise Refusal(Sentence("returns.entities"))


class _Reading:
    """The elements that are open, and the rows so far."""

    def __init__(self) -> None:
        self.root = ""
        self.tables: dict[str, list[Row]] = {layout.file: [] for layout in LAYOUTS}
        self._child: dict[str, str] = {}
        self._inner: dict[str, str] | None = None
        self._begun: dict[str, int] = {}
        self._text: list[str] = []
        self._waiting: list[tuple[str, int, dict[str, str]]] = []

    def begin(self, name: str, line: int) -> None:
        self.root = self.root or name
        self._text.clear()
        if name == CHILD:
            self._child, self._waiting = {}, []
            self._begun[CHILD] = line
        elif name in ROWS:
            self._inner = {}
            self._begun[name] = line

    def text(self, text: str) -> None:
        self._text.append(text)

    def end(self, name: str) -> None:
        said = "".join(self._text).strip()
        self._text.clear()
        if name in ROWS:
            self._waiting.append((name, self._begun[name], self._inner or {}))
            self._inner = None
        elif name == CHILD:
            self._keep()
        else:
            held = self._child if self._inner is None else self._inner
            held[RENAMED.get(name, name)] = said

    def _keep(self) -> None:
        """A child is whole: what every row of it shares is known now, whatever order its parts came in."""
        shared, line = self._child, self._begun[CHILD]
        self._add(HEADER, line, shared)
        if "IN_TOUCH" in shared:
            self._add(OC3, line, shared)
        if shared.get("DUC"):
            self._add(UASC, line, shared)
        of_child = {name: shared.get(name, "") for name in ("CHILD", "DOB")}
        for element, begun, values in self._waiting:
            self._add(ROWS[element], begun, {**of_child, **values})

    def _add(self, layout: Layout, line: int, values: Values) -> None:
        row = Row(line, tuple(values.get(name, "") for name in layout.columns))
        self.tables[layout.file].append(row)
