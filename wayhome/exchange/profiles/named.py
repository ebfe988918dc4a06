"""The profiles, by the name a person gives with `--as`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wayhome.exchange.profiles import folder, ssda903
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS as POLICE
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.profiles.ssda903 import Council, ReturnFiles
from wayhome.exchange.register import Authority
from wayhome.rules.facts import Agency, AgencyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`opened` finds its tables under a path; `of` reads them on their own, `between` as those of a council and a
    force that stand in a record.

    `named` is the name of the table that a file holds, which somebody sent as the second; it refuses what is none.
    There are at most `most` files. `sent_by`: whose account records what they say.
    """

    name: str
    opened: Callable[[Path], Folder]
    of: Callable[[Folder, Authority | None], Source]
    between: Callable[[Folder, Agency, Agency], Source]
    named: Callable[[Path, str], str]
    most: int
    sent_by: AgencyKind


POLICE_FILES = Profile(
    name="police",
    opened=partial(folder.opened, layouts=POLICE),
    of=lambda files, authority: PoliceFiles(files, Sender.of(authority)),
    between=lambda files, council, force: PoliceFiles(files, Sender.between(council, force)),
    named=partial(folder.named, layouts=POLICE),
    most=len(POLICE),
    sent_by=AgencyKind.POLICE,
)

RETURN = Profile(
    name="ssda903",
    opened=ssda903.opened_return,
    of=lambda files, authority: ReturnFiles(files, Council.of(authority)),
    between=lambda files, council, force: ReturnFiles(files, Council.between(council, force)),
    named=ssda903.named,
    most=len(ssda903.LAYOUTS),
    sent_by=AgencyKind.AUTHORITY,
)

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (POLICE_FILES, RETURN)}
