"""Every reader of what comes from outside, each as one question: are these bytes read, or refused as they should be?

Hypothesis asks it (`test_readers.py`), and so does a fuzzer guided by what the code does (`tests/outside/fuzzing.py`).
A reader gives what it read, or raises its own refusal, whose words exist. Whatever else it raises is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from wayhome.cases.children.index.identities import LONGEST, plain, sounds, spelt
from wayhome.exchange import register
from wayhome.exchange.profiles.folder import alone
from wayhome.exchange.profiles.named import PROFILES
from wayhome.exchange.profiles.police.layouts import INCIDENTS
from wayhome.exchange.profiles.police.layouts import LAYOUTS as POLICE
from wayhome.exchange.profiles.ssda903.tables import opened_return, read_return
from wayhome.exchange.returns.checks import By, checked
from wayhome.exchange.returns.year import Year
from wayhome.exchange.tables.encoding import UNREADABLE, encoding_of
from wayhome.exchange.tables.moments import FIRST_YEAR, LAST_YEAR, read_day, read_moment
from wayhome.exchange.tables.refused import Refused, Unreadable
from wayhome.exchange.tables.table import Table
from wayhome.rules.chronology import Chronology
from wayhome.rules.company import ALONE
from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.writing import written
from wayhome.rules.moment import Moment
from wayhome.rules.refusal import Refusal
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: Between the files of one input.
NEXT_FILE = b"\n=====\n"

#: Before which the rules are asked, of all that was read.
LATER = Moment.day(read_day("2026-06-30")).ends


def table(sent: bytes) -> None:
    with lying("incidents.csv", sent) as file:
        encoding_of(file)
        read = Table.open(file, required=INCIDENTS.required, optional=INCIDENTS.optional)
        for row in read.rows():
            if isinstance(row, Refused):
                row.in_words["reason"].encode()
                continue
            assert len(row.values) == len(read.columns)
            assert not re.search(f"[\0{UNREADABLE}]", "".join(row.values))


def moment(sent: bytes) -> None:
    text = sent.decode(errors="surrogateescape")
    for read in (read_moment, read_day):
        try:
            read(text)
        except Unreadable as unreadable:
            worded(unreadable.why)
    try:
        said, _ = read_moment(text)
    except Unreadable:
        return
    assert FIRST_YEAR - 1 <= said.begins.year <= said.ends.year <= LAST_YEAR + 1


def police(sent: bytes) -> None:
    names = ("incidents.csv", "contacts.csv", "interviews.csv")
    asked_of_the_rules("police", dict(zip(names, sent.split(NEXT_FILE), strict=False)))


def upload(sent: bytes) -> None:
    with lying("sent", sent) as file:
        alone(file, POLICE, "a name somebody gave.csv")


def return_in_csv(sent: bytes) -> None:
    names = ("missing.csv", "header.csv", "episodes.csv", "oc3.csv")
    files = dict(zip(names, sent.split(NEXT_FILE), strict=False))
    checks_of(files, "")
    asked_of_the_rules("ssda903", files)


def return_in_xml(sent: bytes) -> None:
    checks_of({"return.xml": sent}, "return.xml")
    asked_of_the_rules("ssda903", {"return.xml": sent}, "return.xml")


def protocol(sent: bytes) -> None:
    try:
        read = agreed.read(sent.decode(errors="replace"))
    except agreed.Unagreed as unagreed:
        for fault in unagreed.faults:
            worded(fault.why)
        return
    again = (f"{name} = {value}" for name, value in written(read) if value is not None)
    assert agreed.read("\n".join(again)) == read
    assert rulebook((read,)).version


def names(sent: bytes) -> None:
    """What people type to find an authority, a force, a year or a child."""
    text = sent.decode(errors="replace")
    for ask in (register.find, register.authority, register.current, register.force, Year.read):
        try:
            ask(text)
        except Refusal as refusal:
            worded(refusal.sentence)
    register.note(text)
    assert plain(text).isascii()
    assert len(sounds(spelt(text))[:LONGEST]) <= LONGEST


READERS: Mapping[str, Callable[[bytes], None]] = {
    "table": table,
    "moment": moment,
    "police": police,
    "upload": upload,
    "return in CSV": return_in_csv,
    "return in XML": return_in_xml,
    "protocol": protocol,
    "names": names,
}


def ask(reader: str, sent: bytes) -> None:
    """Reads them; raises only what is a fault. A refusal must have words that can be shown."""
    try:
        READERS[reader](sent)
    except Refusal as refusal:
        worded(refusal.sentence)


def worded(why: Sentence) -> None:
    """It has words, which can be stored, printed and put on a page."""
    said = say(why)
    assert said
    assert "\0" not in said
    said.encode()


def checks_of(files: Mapping[str, bytes], name: str) -> None:
    with lying_together(files) as folder:
        try:
            read = read_return(opened_return(folder / name))
            for by in By:
                checked(read, Year.read("2017/18"), by)
        except Refusal as refusal:
            worded(refusal.sentence)


def asked_of_the_rules(profile: str, files: Mapping[str, bytes], name: str = "") -> None:
    """What was read is what the rules can be asked about, and what could not be is refused row by row."""
    asked = PROFILES[profile]
    with (
        lying_together(files) as folder,
        asked.of(asked.opened(folder / name), register.authority("E08000032")) as source,
    ):
        source.sort()
        for child in source.children():
            chronology = Chronology.of(child.child, child.events)
            said = rulebook().findings(chronology, ALONE, LATER)
            rulebook().changes_after(chronology, ALONE, said, LATER)
        storable(source.children())
        for row in source.refused:
            worded(row.why)


def storable(children: Iterable[object]) -> None:
    """PostgreSQL keeps no longer texts than its columns are wide, none with a zero and none that is half a letter."""
    for child in children:
        for event in child.events:
            assert len(event.key) <= 200, event.kind
            assert all(len(telling.reference) <= 80 for telling in event.told)
            for column, widest in WIDEST.get(event.kind, {}).items():
                assert len(getattr(event.fact, column)) <= widest, (event.kind, column)
            repr(event.fact).encode()
            assert "\0" not in event.key


#: How wide the columns are in which what was said is looked up.
WIDEST = {
    "IdentityStated": {"forename": 120, "surname": 120, "sex": 20},
    "IdentifierStated": {"value": 120, "scheme": 60},
    "Contact": {"value": 180},
}


class lying_together:  # noqa: N801 - read as a word: with lying_together(files)
    """The files in a folder of their own, for as long as they are read."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def __enter__(self) -> Path:
        self._folder = TemporaryDirectory(prefix="wayhome-reading-")
        for name, sent in self._files.items():
            (Path(self._folder.name) / name).write_bytes(sent)
        return Path(self._folder.name)

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()


class lying(lying_together):  # noqa: N801
    """One file."""

    def __init__(self, name: str, sent: bytes) -> None:
        super().__init__({name: sent})
        self._name = name

    def __enter__(self) -> Path:
        return super().__enter__() / self._name
