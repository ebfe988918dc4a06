"""Show the protocol in force as a file to begin from; check what one changes, and whose each duty is."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils import timezone

from wayhome.config import owners, protocol
from wayhome.config.cli import RAN
from wayhome.rules.guidance import writing
from wayhome.rules.guidance.protocol import DEFAULT, Protocol, Protocols, without_gaps, words_of
from wayhome.rules.moment import day_of
from wayhome.rules.owners import gaps
from wayhome.rules.rulebook import rulebook
from wayhome.rules.sentence import Sentence
from wayhome.ui.names import calling
from wayhome.ui.wording import say

#: Which protocol it is and when, which differs from any other by its nature.
OF_ITSELF = ("version", "in_force_from", "in_force_until")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["show", "check"],
        help="show it as a file; check: what it changes and when, and whose each duty is",
    )
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="another file, or folder of them, than the one in force"
    )
    parser.add_argument("--json", action="store_true", help="print a check as one JSON object")


def run(options: argparse.Namespace) -> int:
    asked = protocol.protocols(options.path) if options.path else settings.WAYHOME_PROTOCOL
    today = day_of(timezone.now())
    if options.what == "show":
        lines = shown(asked, today)
    else:
        check = as_json if options.json else checked
        lines = check(asked, today, owners.asked_of(settings.DATABASES["default"]))
    with calling(words_of(asked, today)):
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return RAN


def shown(asked: Protocols, today: date) -> Iterator[str]:
    """The one in force today, every setting with what it is, and which come before and after it.

    What is not a setting, or not set, stands there as a comment.
    """
    for one in without_gaps(asked):
        yield f"# {said_of(one, asked, today)}"
        if one.is_in_force(today):
            yield ""
            yield from _settings(one)


def _settings(one: Protocol) -> Iterator[str]:
    for setting, lines in groupby(writing.written(one), key=lambda said: said[0].partition(".")[0]):
        yield f"# {say(Sentence(f'protocol.setting.{setting}'))}"
        yield from (f"{name} = {value}" if value is not None else f"# {name} = …" for name, value in lines)
        yield ""


def checked(asked: Protocols, today: date, of: owners.Asked) -> Iterator[str]:
    """Each of them in its turn with what then changes, and then whose each duty is."""
    for one, before in each_after(asked):
        yield said_of(one, asked, today)
        for name, (was, now) in changes(one, before).items():
            yield f"  {name}: {now or 'not set'} in place of {was or 'not set'}"
    yield ""
    yield from owners.in_words(of, gaps(rulebook(asked), of.agencies, today))


def as_json(asked: Protocols, today: date, of: owners.Asked) -> Iterator[str]:
    said: dict[str, Any] = {
        "protocols": [
            {
                "version": one.version,
                "in_force_from": one.in_force_from and one.in_force_from.isoformat(),
                "in_force_until": one.in_force_until and one.in_force_until.isoformat(),
                "is_in_force": one.is_in_force(today),
                "is_default": one not in asked,
                "changes": changes(one, before),
            }
            for one, before in each_after(asked)
        ],
        "agencies_of_record": of.of_record,
        "gaps": [
            {"why": gap.why, "what": gap.what, "when": dict(gap.when)}
            for gap in gaps(rulebook(asked), of.agencies, today)
        ],
    }
    yield json.dumps(said)


def each_after(asked: Protocols) -> Iterator[tuple[Protocol, Protocol]]:
    """Each with the one before it; the first after the default, which no law sets either."""
    whole = without_gaps(asked)
    return zip(whole, (DEFAULT, *whole), strict=False)


def changes(one: Protocol, before: Protocol) -> dict[str, tuple[str | None, str | None]]:
    """What each setting that differs was and is, as a file writes it; None: not set."""
    was, now = (dict(writing.written(each)) for each in (before, one))
    return {
        name: (was.get(name), now.get(name))
        for name in {**now, **was}
        if now.get(name) != was.get(name) and name not in OF_ITSELF
    }


def said_of(one: Protocol, asked: Protocols, today: date) -> str:
    """Which it is, on which days, and whether that is today."""
    name = Sentence("protocol.own" if one in asked else "protocol.default", version=one.version)
    return say(
        Sentence(
            "protocol.in_force" if one.is_in_force(today) else "protocol.not_today",
            name=name,
            days=_days(one),
        )
    )


def _days(one: Protocol) -> Sentence:
    match one.in_force_from, one.in_force_until:
        case None, None:
            return Sentence("protocol.days.always")
        case None, last:
            return Sentence("protocol.days.until", last=last)
        case first, None:
            return Sentence("protocol.days.from", first=first)
        case first, last:
            return Sentence("protocol.days.between", first=first, last=last)
