"""What a published paragraph or table claims, from the file in which somebody wrote it down."""

from __future__ import annotations

from pathlib import Path

from django.core.management import CommandError

from wayhome.config.protocol import in_words
from wayhome.exchange.published.faults import Unclear
from wayhome.exchange.published.reading import read
from wayhome.rules.published.passage import Passage
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def passage(file: Path) -> Passage:
    """Raises Refusal for a file that cannot be read, and CommandError with every fault in one that can, a line each."""
    try:
        return read(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal(Sentence("claims.cannot_be_read", file=str(file), why=str(fault))) from fault
    except Unclear as unclear:
        said = [say(Sentence("claims.refused", file=str(file))), *map(in_words, unclear.faults)]
        raise CommandError("\n".join(said)) from unclear
