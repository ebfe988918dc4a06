"""Show the protocol in force as a file to begin from, or check one before it is put in force."""

import argparse
import sys
from collections.abc import Iterator

from django.conf import settings

from wayhome.config import protocol
from wayhome.config.cli import RAN
from wayhome.rules.guidance import agreed
from wayhome.rules.guidance.protocol import DEFAULT, Protocol
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=["show", "check"], help="show it as a file; check: say what a file changes"
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="another than the one in force")


def run(options: argparse.Namespace) -> int:
    asked = protocol.protocol(options.file) if options.file else settings.WAYHOME_PROTOCOL
    lines = shown(asked) if options.what == "show" else changes(asked)
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return RAN


def shown(asked: Protocol) -> Iterator[str]:
    """Every setting with what it is; one that is not set stands there as a comment."""
    for name, value in agreed.written(asked):
        yield f"# {say(Sentence(f'protocol.setting.{name}'))}"
        yield f"{name} = {value}" if value is not None else f'# {name} = "…"'
        yield ""


def changes(asked: Protocol) -> Iterator[str]:
    """What differs from the default, which no law sets either."""
    usual = dict(agreed.written(DEFAULT))
    yield f"Version {asked.version}. What it sets otherwise than the default:"
    for name, value in agreed.written(asked):
        if value != usual[name] and name != "version":
            yield f"  {name}: {value} in place of {usual[name] or 'nothing'}"
