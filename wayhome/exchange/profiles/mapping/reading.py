"""A mapping, read from the text that somebody wrote: every fault in it at once, so that all can be mended together."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from typing import Any, Final

from wayhome.exchange.profiles import ssd
from wayhome.exchange.profiles.folder import Layout
from wayhome.exchange.profiles.mapping.cells import Cell
from wayhome.exchange.profiles.mapping.translation import ONLY, Part, Translation
from wayhome.exchange.profiles.police.layouts import LAYOUTS as POLICE
from wayhome.exchange.profiles.ssda903.layouts import EPISODES, HEADER, MISSING, OC3, UASC
from wayhome.exchange.profiles.values import plain
from wayhome.rules.facts import AgencyKind
from wayhome.rules.guidance.agreed import Fault
from wayhome.rules.sentence import Sentence

#: A profile's tables, the one that all others add to first, and who may send them.
ONTO: Final[Mapping[str, tuple[tuple[Layout, ...], tuple[AgencyKind, ...]]]] = {
    "police": (POLICE, (AgencyKind.POLICE, AgencyKind.AUTHORITY)),
    "ssda903": ((MISSING, HEADER, EPISODES, OC3, UASC), (AgencyKind.AUTHORITY,)),
    "ssd": (ssd.LAYOUTS, (AgencyKind.AUTHORITY,)),
}

OF_THE_WHOLE: Final = ("onto", "sent_by", "formats", "blank", "left_out")

#: What a column is made of: one of these, and what may stand beside it.
MADE_OF: Final[Mapping[str, Collection[str]]] = {
    "column": ("values", "split", "formats"),
    "columns": ("values", "split"),
    "constant": (),
    "date": ("time", "formats"),
    "after": ("minutes", "formats"),
}
WITH: Final = {"date": "time", "after": "minutes"}


class NoMapping(ValueError):  # noqa: N818 - reads as the state it is
    """A text that is no mapping, with every fault."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


def read(text: str) -> Translation:
    """Raises NoMapping."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise NoMapping(Fault("", Sentence("mapping.no_toml", why=str(fault)))) from None
    onto = said.get("onto")
    if not isinstance(onto, str) or onto not in ONTO:
        raise NoMapping(Fault("onto", Sentence("mapping.onto", choices=", ".join(ONTO))))
    reading = _Reading(said, onto)
    translation = reading.translation()
    if reading.faults:
        raise NoMapping(*reading.faults)
    return replace(translation, text=text)


def table_name(layout: Layout) -> str:
    return layout.file.removesuffix(".csv")


class _Reading:
    """One text, known to say what it is mapped onto; `faults` is whole once it has been translated."""

    def __init__(self, said: Mapping[str, Any], onto: str) -> None:
        layouts, self._senders = ONTO[onto]
        self._said = said
        self._onto = onto
        self._tables = {table_name(layout): layout for layout in layouts}
        self.faults: list[Fault] = []

    def translation(self) -> Translation:
        allowed = (*OF_THE_WHOLE, *self._tables)
        for key in sorted(self._said.keys() - set(allowed)):
            self._fault(key, "mapping.unknown", near=_nearest(key, allowed))
        self._formats = self._formats_of("formats", self._said.get("formats", []))
        parts = tuple(self._parts())
        first = next(iter(self._tables))
        if first not in self._said:
            self._fault(first, "mapping.no_first_table")
        return Translation(
            onto=self._onto,
            sent_by=self._sender(),
            parts=parts,
            blank=frozenset(map(plain, self._texts("blank", self._said.get("blank", [])))),
            left_out=self._texts("left_out", self._said.get("left_out", [])),
        )

    def _sender(self) -> AgencyKind:
        said = self._said.get("sent_by", self._senders[0].value)
        if said in self._senders:
            return AgencyKind(said)
        self._fault("sent_by", "mapping.sent_by", choices=", ".join(self._senders))
        return self._senders[0]

    def _parts(self) -> Iterator[Part]:
        found = [
            (key, layout, part)
            for name, layout in self._tables.items()
            for key, part in self._listed(name, self._said.get(name, []))
        ]
        is_named = any("file" in part for _, _, part in found)
        files: dict[str, str] = {}
        for key, layout, part in found:
            file = str(part.get("file", ONLY)).casefold()
            if is_named and not isinstance(part.get("file"), str):
                self._fault(f"{key}.file", "mapping.name_the_file")
            elif file != files.setdefault(layout.file, file):
                self._fault(f"{key}.file", "mapping.one_file")
            yield Part(layout, file, dict(self._cells(key, layout, part)))

    def _listed(self, name: str, said: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """A table of the mapping, or several that all add to one table of the profile."""
        every = said if isinstance(said, list) else [said]
        for nth, part in enumerate(every, start=1):
            key = f"{name}.{nth}" if len(every) > 1 else name
            if isinstance(part, dict):
                yield key, part
            else:
                self._fault(key, "mapping.no_table")

    def _cells(self, key: str, layout: Layout, part: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
        for name in layout.required:
            if name not in part:
                self._fault(f"{key}.{name}", "mapping.wanted")
        for name, said in part.items():
            if name == "file":
                continue
            if name not in layout.columns:
                self._fault(f"{key}.{name}", "mapping.unknown", near=_nearest(name, layout.columns))
                continue
            cell = self._cell(f"{key}.{name}", name, layout, said)
            if cell is not None:
                yield name, cell

    def _cell(self, key: str, name: str, layout: Layout, said: Any) -> Cell | None:
        if isinstance(said, str):
            said = {"column": said}
        made_of = [one for one in MADE_OF if isinstance(said, dict) and one in said]
        if len(made_of) != 1:
            self._fault(key, "mapping.made_of", choices=", ".join(MADE_OF))
            return None
        (kind,) = made_of
        before = len(self.faults)
        for other in sorted(said.keys() - {kind, *MADE_OF[kind]}):
            self._fault(
                f"{key}.{other}", "mapping.not_beside", kind=kind, others=", ".join(MADE_OF[kind]) or "-"
            )
        self._is_at_home(key, name, layout, kind, said)
        joint = ";" if name in layout.several and kind == "columns" else " "
        many = said[kind] if kind == "columns" else [said[kind]]
        cell = Cell(
            columns=() if kind == "constant" else self._texts(f"{key}.{kind}", many),
            constant=self._text(f"{key}.constant", said) if kind == "constant" else None,
            time=self._text(f"{key}.time", said),
            minutes=self._text(f"{key}.minutes", said),
            values=self._values(f"{key}.values", said.get("values", {})),
            split=self._text(f"{key}.split", said) or joint.strip(),
            joint=joint,
            formats=self._formats_of(f"{key}.formats", said.get("formats", self._usual(name, layout))),
        )
        self._are_words(key, name, layout, cell)
        return cell if len(self.faults) == before else None

    def _usual(self, name: str, layout: Layout) -> list[str]:
        return list(self._formats) if name in (*layout.times, *layout.days) else []

    def _is_at_home(self, key: str, name: str, layout: Layout, kind: str, said: Mapping[str, Any]) -> None:
        """What only a moment, or only a column that takes several, can be made of."""
        if kind in WITH and WITH[kind] not in said:
            self._fault(key, "mapping.lacks", kind=kind, other=WITH[kind])
        if kind in WITH and name not in layout.times:
            self._fault(key, "mapping.no_time_here", kind=kind)
        if "formats" in said and name not in (*layout.times, *layout.days):
            self._fault(f"{key}.formats", "mapping.no_formats_here")
        is_first = layout is next(iter(self._tables.values()))
        if "split" in said and is_first and name not in layout.several:
            self._fault(f"{key}.split", "mapping.no_split_here")

    def _are_words(self, key: str, name: str, layout: Layout, cell: Cell) -> None:
        """What a value is said to mean has to be a word that the profile knows."""
        words = layout.words.get(name)
        meant = [(f"{key}.values", word) for word in cell.values.values()]
        meant += [(f"{key}.constant", cell.constant)] if cell.constant else []
        for where, word in meant:
            if words is not None and word and plain(word) not in words:
                self._fault(where, "mapping.word", word=word, words=", ".join(filter(None, words)))

    def _values(self, key: str, said: Any) -> Mapping[str, str]:
        if not isinstance(said, dict) or not all(isinstance(meaning, str) for meaning in said.values()):
            self._fault(key, "mapping.values")
            return {}
        return {plain(word): meaning for word, meaning in said.items()}

    def _formats_of(self, key: str, said: Any) -> tuple[str, ...]:
        formats = self._texts(key, [said] if isinstance(said, str) else said)
        for one in formats:
            if not _is_format(one):
                self._fault(key, "mapping.format", format=one)
        return tuple(filter(_is_format, formats))

    def _text(self, key: str, said: Mapping[str, Any]) -> str:
        text = said.get(key.rpartition(".")[2], "")
        if isinstance(text, str):
            return text
        self._fault(key, "mapping.text")
        return ""

    def _texts(self, key: str, said: Any) -> tuple[str, ...]:
        if isinstance(said, list) and all(isinstance(one, str) and one for one in said):
            return tuple(said)
        self._fault(key, "mapping.texts")
        return ()

    def _fault(self, key: str, why: str, **facts: object) -> None:
        self.faults.append(Fault(key, Sentence(why, **facts)))


def _is_format(text: str) -> bool:
    """Does it say which day, so that what it writes it also reads?"""
    tried = datetime(2001, 2, 3)  # noqa: DTZ001 - of no place
    if "%y" not in text.casefold():  # a day without its year is none
        return False
    try:
        return datetime.strptime(tried.strftime(text), text) == tried  # noqa: DTZ007
    except ValueError:
        return False


def _nearest(word: str, known: Collection[str]) -> str:
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.0)))
