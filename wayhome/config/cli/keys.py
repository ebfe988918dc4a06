"""Verify under which key all that is encrypted stands, or rotate: put it under the newest."""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wayhome.cases.audit.seals.anchored import signed_before
from wayhome.cases.keys import Kept
from wayhome.config.cli import AT_FAULT, RAN
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.keys import Found, everything, rotate, verify
from wayhome.config.progress import Progress
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["verify", "rotate"],
        help="verify: does anything still need the key of before; rotate: rewrite what does, in turns",
    )
    parser.add_argument("--json", action="store_true", help="print one object on standard output")


def run(options: argparse.Namespace) -> int:
    must_be_migrated()
    answer = Answer(
        rewritten=rotated() if options.what == "rotate" else {},
        found={table.name: counted(table, verify(table)) for table in everything()},
        anchored_before=anchored_before(),
    )
    print(json.dumps(asdict(answer)) if options.json else "\n".join(map(say, answer.in_words())))
    return RAN if answer.is_settled else AT_FAULT


def rotated() -> dict[str, int]:
    return {table.name: counted(table, rotate(table, at=timezone.now())).before for table in everything()}


def counted(table: Kept, turns: Iterable[Found]) -> Found:
    progress, so_far = Progress(), Found()
    for turn in turns:
        so_far += turn
        progress.say(say(Sentence("keys.so_far", n=so_far.rows, kept=called(table.name))))
    return so_far


def anchored_before() -> int:
    anchor = settings.WAYHOME_AUDIT_ANCHOR
    return signed_before(Path(anchor)) if anchor and Path(anchor).exists() else 0


def called(name: str) -> Sentence:
    return Sentence(f"keys.kept.{name}")


@dataclass(frozen=True)
class Answer:
    """By the name of each table. `found` is how it stands after what was rewritten."""

    rewritten: dict[str, int]
    found: dict[str, Found]
    anchored_before: int

    @property
    def is_settled(self) -> bool:
        return all(one.is_settled for one in self.found.values())

    def in_words(self) -> Iterator[Sentence]:
        for name, found in self.found.items():
            yield from of_table(called(name), self.rewritten.get(name, 0), found)
        if self.anchored_before:
            yield Sentence("keys.anchored", n=self.anchored_before)
        yield self._what_next()

    def _what_next(self) -> Sentence:
        if any(one.unreadable for one in self.found.values()):
            return Sentence("keys.is_missing")
        if not self.is_settled:
            return Sentence("keys.is_needed")
        if settings.SECRET_KEY_FALLBACKS:
            return Sentence("keys.may_go", hours=settings.SESSION_COOKIE_AGE // 3600)
        return Sentence("keys.is_whole")


def of_table(kept: Sentence, rewritten: int, found: Found) -> Iterator[Sentence]:
    said = {
        "rewritten": rewritten,
        "rows": found.rows - found.before - found.unreadable,
        "before": found.before,
        "unreadable": found.unreadable,
    }
    for what, n in said.items():
        if n or (what == "rows" and found.rows):
            yield Sentence(f"keys.{what}", n=n, kept=kept)
