"""The profiles, by the name a person gives with `--as`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from wayhome.exchange.profiles import folder, ssd, ssda903
from wayhome.exchange.profiles.folder import Folder
from wayhome.exchange.profiles.mapping.translation import Translation
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.layouts import LAYOUTS as POLICE
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.profiles.ssd import DatasetFiles
from wayhome.exchange.profiles.ssda903 import ReturnFiles
from wayhome.exchange.register import Authority
from wayhome.rules.facts import Agency, AgencyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """`opened` finds its tables under a path; `of` reads them on their own, `between` as those of a council and a
    force that stand in a record.

    `named` says which table a file at a path holds that somebody called by a name, and refuses what is none; there are
    at most `most` of them. `known_as` are the names, in small letters, that say so without a look inside. `sent_by`:
    whose account records what they say. `tables` names the profile whose tables they are, mapped or by themselves.
    """

    name: str
    tables: str
    opened: Callable[[Path], Folder]
    of: Callable[[Folder, Authority | None], Source]
    between: Callable[[Folder, Agency, Agency], Source]
    named: Callable[[Path, str], str]
    known_as: frozenset[str]
    most: int
    sent_by: AgencyKind


POLICE_FILES = Profile(
    name="police",
    tables="police",
    opened=partial(folder.opened, layouts=POLICE),
    of=lambda files, authority: PoliceFiles(files, Sender.of(authority)),
    between=lambda files, council, force: PoliceFiles(files, Sender.between(council, force)),
    named=partial(folder.named, layouts=POLICE),
    known_as=frozenset(layout.file for layout in POLICE),
    most=len(POLICE),
    sent_by=AgencyKind.POLICE,
)

RETURN = Profile(
    name="ssda903",
    tables="ssda903",
    opened=ssda903.opened_return,
    of=ReturnFiles.of,
    between=ReturnFiles.between,
    named=ssda903.named,
    known_as=frozenset(layout.file for layout in ssda903.LAYOUTS),
    most=len(ssda903.LAYOUTS),
    sent_by=AgencyKind.AUTHORITY,
)

DATASET = Profile(
    name="ssd",
    tables="ssd",
    opened=partial(folder.opened, layouts=ssd.LAYOUTS),
    of=DatasetFiles.of,
    between=DatasetFiles.between,
    named=partial(folder.named, layouts=ssd.LAYOUTS),
    known_as=frozenset(layout.file for layout in ssd.LAYOUTS),
    most=len(ssd.LAYOUTS),
    sent_by=AgencyKind.AUTHORITY,
)

PROFILES: Mapping[str, Profile] = {profile.name: profile for profile in (POLICE_FILES, RETURN, DATASET)}


def by_mapping(translation: Translation) -> Profile:
    """Another's files, read as those of the profile they are mapped onto. Of a force's tables that a council sends,
    the council is the one who speaks.
    """
    onto, by = PROFILES[translation.onto], translation.sent_by
    profile = replace(
        onto,
        name="mapping",
        opened=translation.opened,
        named=translation.named,
        known_as=frozenset(layout.file for layout in translation.files),
        most=len(translation.files),
        sent_by=by,
    )
    if onto is not POLICE_FILES:
        return profile
    return replace(
        profile,
        of=lambda files, authority: PoliceFiles(files, replace(Sender.of(authority), by=by)),
        between=lambda files, council, force: PoliceFiles(
            files, replace(Sender.between(council, force), by=by)
        ),
    )
