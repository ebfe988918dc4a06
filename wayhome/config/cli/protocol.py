"""Show the protocol in force as a file to begin from, or check one before it is put in force."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils import timezone

from wayhome.config import protocol
from wayhome.config.cli import RAN
from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.protocol import DEFAULT, Protocol, Protocols, without_gaps
from wayhome.rules.moment import day_of
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say

#: Which protocol it is and when, which differs from any other by its nature.
OF_ITSELF = ("version", "in_force_from", "in_force_until")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["show", "check"], help="show it as a file; check: say what it changes, and when"
    )
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="another file, or folder of them, than the one in force"
    )


def run(options: argparse.Namespace) -> int:
    asked = protocol.protocols(options.path) if options.path else settings.WAYHOME_PROTOCOL
    today = day_of(timezone.now())
    lines = shown(asked, today) if options.what == "show" else checked(asked, today)
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
    for name, value in agreed.written(one):
        yield f"# {say(Sentence(f'protocol.setting.{name}'))}"
        yield f"{name} = {value}" if value is not None else f"# {name} = …"
        yield ""


def checked(asked: Protocols, today: date) -> Iterator[str]:
    """Each of them in its turn, and what then changes; the first from the default, which no law sets either."""
    before = DEFAULT
    for one in without_gaps(asked):
        yield said_of(one, asked, today)
        yield from changes(one, before)
        before = one


def changes(one: Protocol, before: Protocol) -> Iterator[str]:
    was = dict(agreed.written(before))
    for name, value in agreed.written(one):
        if value != was[name] and name not in OF_ITSELF:
            yield f"  {name}: {value or 'not set'} in place of {was[name] or 'not set'}"


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
