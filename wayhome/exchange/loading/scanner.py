"""What the installation's own virus scanner says of a file that was handed in.

The scanner is a command that reads the file from its standard input, as `clamdscan -` and `clamscan -` do. It ends
with 0 where it finds nothing and with 1 where it finds something; whatever else happens, nobody has looked.
"""

from __future__ import annotations

import logging
import shlex
import subprocess
from pathlib import Path

from django.conf import settings

from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence

log = logging.getLogger(__name__)

NOTHING, SOMETHING = 0, 1

#: In seconds: the largest file that is taken in is read in less.
PATIENCE = 120


def scan(file: Path, called: str) -> None:
    """Refuses a file in which something is found, and one that could not be looked at. `called` is its name to whoever
    handed it in. Where the installation names no scanner, nothing is asked.
    """
    if not settings.WAYHOME_VIRUS_SCANNER:
        return
    answer = _answer(shlex.split(settings.WAYHOME_VIRUS_SCANNER), file)
    if answer == SOMETHING:
        raise Refusal(Sentence("upload.harmful", file=called), field="extract")
    if answer != NOTHING:
        raise Refusal(Sentence("upload.not_scanned"), field="extract")


def _answer(command: list[str], file: Path) -> int | None:
    """The code with which the scanner ends; None where it does not answer."""
    try:
        with file.open("rb") as given:
            done = subprocess.run(  # noqa: S603 # nosec B603 - named by whoever runs the installation
                command, stdin=given, capture_output=True, timeout=PATIENCE, check=False
            )
    except (OSError, subprocess.SubprocessError) as fault:
        log.error("the virus scanner did not answer: %s", type(fault).__name__)
        return None
    if done.returncode not in (NOTHING, SOMETHING):
        log.error("the virus scanner ended with %d", done.returncode)
    return done.returncode
