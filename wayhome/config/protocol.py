"""The partnership's protocols, from the file or folder that WAYHOME_PROTOCOL names; none where it names none."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.protocol import Protocols
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

VARIABLE = "WAYHOME_PROTOCOL"


def protocols(named: str | None) -> Protocols:
    """One of a file, or one of each file in a folder, in the order of their names.

    Raises ImproperlyConfigured with every fault in any of them, a line each.
    """
    if not named:
        return ()
    try:
        return _read(Path(named))
    except (OSError, UnicodeDecodeError) as fault:
        raise ImproperlyConfigured(f"The protocol cannot be read from {named}: {fault}.") from fault
    except agreed.Unagreed as unagreed:
        faults = "\n".join(in_words(fault) for fault in unagreed.faults)
        raise ImproperlyConfigured(f"{named} is no protocol:\n{faults}") from unagreed


def _read(path: Path) -> Protocols:
    if not path.is_dir():
        return (agreed.read(path.read_text(encoding="utf-8")),)
    files = sorted(path.glob("*.toml"))
    if not files:
        raise agreed.Unagreed(agreed.Fault("", Sentence("protocol.nothing_there")))
    return agreed.read_each({file.name: file.read_text(encoding="utf-8") for file in files})


def in_words(fault: agreed.Fault) -> str:
    where = ", ".join(filter(None, (fault.file, fault.key)))
    return f"  {where}: {say(fault.why)}" if where else f"  {say(fault.why)}"
