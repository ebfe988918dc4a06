"""The profiles, by the name a person gives with `--as`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wayhome.exchange.profiles.folder import Layout
from wayhome.exchange.profiles.police import PoliceFiles, Sender
from wayhome.exchange.profiles.police.files import files_of as police_files
from wayhome.exchange.profiles.police.layouts import LAYOUTS as POLICE
from wayhome.exchange.profiles.source import Source
from wayhome.exchange.profiles.ssda903 import Council, ReturnFiles
from wayhome.exchange.profiles.ssda903.files import files_of as files_of_a_return
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS as RETURN
from wayhome.exchange.register import Authority
from wayhome.rules.facts import Agency, AgencyKind


@dataclass(frozen=True, slots=True)
class Profile:
    """`of` opens files from a path alone, `between` those of a council and a force that stand in a record.

    `files` are those of a path that would be read, by the profile's names for them; `layouts`, what each CSV file of
    it is called; `sent_by`, whose account records what they say.
    """

    of: Callable[[Path, Authority | None], Source]
    between: Callable[[Path, Agency, Agency], Source]
    files: Callable[[Path], Mapping[str, Path]]
    layouts: Sequence[Layout]
    sent_by: AgencyKind


PROFILES: Mapping[str, Profile] = {
    "police": Profile(
        of=lambda path, authority: PoliceFiles(path, Sender.of(authority)),
        between=lambda path, council, force: PoliceFiles(path, Sender.between(council, force)),
        files=police_files,
        layouts=POLICE,
        sent_by=AgencyKind.POLICE,
    ),
    "ssda903": Profile(
        of=lambda path, authority: ReturnFiles(path, Council.of(authority)),
        between=lambda path, council, force: ReturnFiles(path, Council.between(council, force)),
        files=files_of_a_return,
        layouts=RETURN,
        sent_by=AgencyKind.AUTHORITY,
    ),
}
