"""Seal what is new in the audit, or verify that no sealed entry was changed, removed, inserted or reordered."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wayhome.cases.audit.seals.anchor import anchor
from wayhome.cases.audit.seals.anchored import Anchored, compare
from wayhome.cases.audit.seals.sealing import seal
from wayhome.cases.audit.seals.verifying import Fault, Window, verify, window
from wayhome.config.cli import AT_FAULT, RAN
from wayhome.config.cli.serve import must_be_migrated
from wayhome.config.progress import Progress
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["seal", "verify"],
        help="seal: every entry there is now, and anchor the seal; verify: compare every sealed entry with its seal",
    )
    parser.add_argument(
        "--anchor",
        type=Path,
        metavar="FILE",
        default=settings.WAYHOME_AUDIT_ANCHOR,
        help="the file outside the record (default: WAYHOME_AUDIT_ANCHOR)",
    )
    parser.add_argument("--json", action="store_true", help="print one object on standard output")


def run(options: argparse.Namespace) -> int:
    must_be_migrated()
    anchored_in = Path(options.anchor) if options.anchor else None
    answer = sealed(anchored_in) if options.what == "seal" else verified(anchored_in)
    print(json.dumps(answer.as_json) if options.json else "\n".join(map(say, answer.in_words)))
    return AT_FAULT if answer.is_at_fault else RAN


@dataclass(frozen=True)
class Answer:
    as_json: dict[str, object]
    in_words: list[Sentence]
    is_at_fault: bool = False


def sealed(anchored_in: Path | None) -> Answer:
    made = seal(at=timezone.now())
    entries = sum(one.entries for one in made)
    latest = anchor(anchored_in) if anchored_in else None
    left = window()
    words = [Sentence("seals.sealed", n=entries, seals=Sentence("seals.counted", n=len(made))), said_of(left)]
    if latest is not None:
        words.append(Sentence("seals.anchor.written", seal=str(latest)))
    counts = {"seals": len(made), "entries": entries, "anchored": latest}
    return Answer(counts | {"open": as_json(left)}, words)


def verified(anchored_in: Path | None) -> Answer:
    progress = Progress()
    found = verify(lambda n: progress.say(say(Sentence("seals.so_far", n=n))))
    against = compare(anchored_in) if anchored_in else None
    left = window()
    words = [Sentence("seals.verified", n=found.entries, seals=Sentence("seals.counted", n=found.seals))]
    if found.fault:
        words.append(said_of_fault(found.fault))
    words += [said_of(left), *said_of_anchor(against)]
    said: dict[str, object] = {
        "seals": found.seals,
        "entries": found.entries,
        "fault": found.fault and found.fault._asdict(),
        "open": as_json(left),
        "anchor": against and against._asdict() | {"fault": against.fault and against.fault._asdict()},
    }
    return Answer(said, words, is_at_fault=bool(found.fault or (against and against.fault)))


def said_of_fault(fault: Fault) -> Sentence:
    return Sentence(
        f"seals.fault.{fault.what}", seal=str(fault.seal), entry=str(fault.entry), held=str(fault.held)
    )


def said_of(left: Window) -> Sentence:
    return (
        Sentence("seals.open", n=left.entries, since=left.since)
        if left.since
        else Sentence("seals.all_sealed")
    )


def said_of_anchor(against: Anchored | None) -> Iterator[Sentence]:
    if against is None:
        yield Sentence("seals.anchor.none")
        return
    yield Sentence("seals.anchor.agrees", n=against.lines)
    if against.is_torn:
        yield Sentence("seals.anchor.torn")
    if fault := against.fault:
        yield Sentence(f"seals.anchor.fault.{fault.what}", line=str(fault.line), seal=str(fault.seal))


def as_json(left: Window) -> dict[str, object]:
    return {"entries": left.entries, "since": left.since and left.since.isoformat()}
