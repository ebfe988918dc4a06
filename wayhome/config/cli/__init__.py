"""The `wayhome` command: one module here for each thing it can be told to do.

A command module has a docstring whose first line is its help, and two functions:

    def configure(parser: argparse.ArgumentParser) -> None      its arguments
    def run(options: argparse.Namespace) -> int                 read, ask, print; returns the exit code

It is found by being here: `load.py` answers to `wayhome load`; `index.py` to `wayhome index`, and takes the
word `rebuild` itself. Django is set up before a command is imported, so it imports models like any module;
those in FROM_FILES_ALONE run without settings and without a database, unless the record is asked for.

Exit codes: 0 it ran (findings and overdue duties are answers, not failures), 1 some rows were refused, the audit
is not as it was sealed, or something encrypted needs another key than the newest, 2 it could not run. A Refusal, a
CommandError or a setting that cannot be read is one line on standard error.
"""

import ast
import importlib
import os
import pkgutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError

import wayhome
from wayhome.config import log
from wayhome.rules.refusal import Refusal
from wayhome.ui import wording

RAN, SOME_REFUSED, COULD_NOT_RUN = 0, 1, 2
AT_FAULT = 1  # what was asked about is not as it must be

FROM_FILES_ALONE = {"screen", "replay", "check", "mapping", "extract", "tables", "quality", "reconcile"}

OF_RECORD = "--record"

ABOUT_THE_DEMONSTRATION = {"demo", "code"}

#: A demonstration has a record of its own, unless it is told where; and its every page says what it is.
OF_THE_DEMONSTRATION = {
    "WAYHOME_DATABASE_URL": "sqlite:///var/demo/wayhome.sqlite3",
    "WAYHOME_SIMULATED": "on",
}


def main(words: list[str] | None = None) -> int:
    """Run the command that `words` ask for (those of the process when None); returns the exit code."""
    try:
        code = obeyed(sys.argv[1:] if words is None else words)
        sys.stdout.flush()  # here, where what it meets is still heard
        return code
    except Refusal as refusal:
        return could_not(wording.say(refusal.sentence))
    except BrokenPipeError:
        return had_enough()
    except (ImproperlyConfigured, CommandError) as fault:
        return could_not(str(fault))
    except (OperationalError, ProgrammingError) as fault:
        what = str(fault).partition("\n")[0]  # PostgreSQL goes on to quote the statement, with its values
        return could_not(
            f"the record cannot be read ({what}). Is it there, and has `wayhome migrate` been run?"
        )
    except Exception as fault:  # noqa: BLE001 - code 1 is an answer, and a fault's message may hold a name
        return could_not(log.said(fault))


def could_not(why: str) -> int:
    print(f"wayhome: {why}", file=sys.stderr)
    return COULD_NOT_RUN


def had_enough() -> int:
    """Whoever read the answer, such as `head`, wanted no more of it; nothing is left to be written as Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return RAN


def obeyed(words: list[str]) -> int:
    top = ArgumentParser(prog="wayhome", description=wayhome.__doc__)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in names():
        parser = commands.add_parser(name, help=summary(name), description=summary(name))
        if words[:1] == [name]:
            asked = command(name, of_record=OF_RECORD in words)
            asked.configure(parser)
            parser.set_defaults(run=asked.run)
    options = top.parse_args(words)
    return int(options.run(options))


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def summary(name: str) -> str:
    """A command's help, read from its source: importing every command would set Django up to print a list."""
    source = (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def command(name: str, *, of_record: bool = False) -> ModuleType:
    if name in FROM_FILES_ALONE and not of_record:
        settings.configure(
            USE_I18N=False, TIME_ZONE="Europe/London"
        )  # what wording a day asks for, and no more
    else:
        if name in ABOUT_THE_DEMONSTRATION:
            for variable, value in OF_THE_DEMONSTRATION.items():
                os.environ.setdefault(variable, value)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.config.settings")
        django.setup()
    return importlib.import_module(f"{__name__}.{name}")
