"""The partnership's protocol, from the file that WAYHOME_PROTOCOL names; the default where it names none."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.ui.wording import say

VARIABLE = "WAYHOME_PROTOCOL"


def protocol(file: str | None) -> Protocol:
    """Raises ImproperlyConfigured with every fault in the file, a line each."""
    if not file:
        return DEFAULT
    try:
        return agreed.read(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise ImproperlyConfigured(f"The protocol cannot be read from {file}: {fault}.") from fault
    except agreed.Unagreed as unagreed:
        faults = "\n".join(in_words(fault) for fault in unagreed.faults)
        raise ImproperlyConfigured(f"{file} is no protocol:\n{faults}") from unagreed


def in_words(fault: agreed.Fault) -> str:
    return f"  {fault.key}: {say(fault.why)}" if fault.key else f"  {say(fault.why)}"
