"""Try it out: a simulated partnership, its board alive now, with a sign-in for each role."""

import argparse
import os
import secrets
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.utils import timezone

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in.second_factor import key_of
from wayhome.config import needed
from wayhome.config.cli import RAN, migrate
from wayhome.config.cli.serve import free, gather_static_files, listen
from wayhome.config.database import files_of
from wayhome.exchange.simulated import CHILDREN, staff
from wayhome.exchange.simulated.demonstration import demonstrate
from wayhome.rules.access import ROLES
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, help="0 for any (default: 8000 when it is free, else any)")
    parser.add_argument("--children", type=int, default=CHILDREN, help="how many (default: %(default)s)")


def run(options: argparse.Namespace) -> int:
    port = port_on(options.host, options.port)
    begin_anew()
    migrate.run(argparse.Namespace(quiet=True))
    password = secrets.token_hex(6)
    for step in demonstrate(at=timezone.now(), children=options.children, password=password):
        tell(say(Sentence(f"demonstration.{step}")))
    count()
    gather_static_files()
    tell(sign_ins(password))
    ours = os.environ | {needed.KEY: settings.SECRET_KEY}
    worker = subprocess.Popen([sys.executable, "-c", WORKER], env=ours)  # noqa: S603 # nosec B603 - our own program
    try:
        listen(options.host, port, workers=1)
    finally:
        worker.terminate()
        worker.wait()
    return RAN


def count() -> None:
    from wayhome.insight.jobs import count_numbers  # noqa: PLC0415 - no other step needs what counts

    tell(say(Sentence("demonstration.counting")))
    count_numbers.call_local()


WORKER = "import sys; from wayhome.config.cli import main; sys.exit(main(['worker']))"


def port_on(host: str, asked: int | None) -> int:
    """The one asked for; where none was, 8000 when it is free."""
    if asked is None:
        with suppress(CommandError):
            return free(host, 8000)
    return free(host, asked or 0)


def begin_anew() -> None:
    """A demonstration is dated from now, so yesterday's is put away; a record of your own is never touched."""
    database = settings.DATABASES["default"]
    file = Path(database["NAME"])
    if "sqlite3" in database["ENGINE"] and file == settings.DEMONSTRATION:
        shutil.rmtree(files_of(database, settings.VAR), ignore_errors=True)
        for old in file.parent.glob("*.sqlite3*"):
            old.unlink()


def sign_ins(password: str) -> str:
    first_of = {person.role: person for person in reversed(staff.PEOPLE)}
    users = User.objects.in_bulk([person.email for person in first_of.values()], field_name="email")
    shown = [person for person in staff.PEOPLE if person in first_of.values()]
    return "\n".join(
        (
            say(Sentence("demonstration.sign_in_with", password=password)),
            *(f"  {one.email:<35} {key_of(users[one.email])}  {ROLES[one.role].title}" for one in shown),
            say(Sentence("demonstration.then_a_code")),
        )
    )


def tell(words: str) -> None:
    print(words, flush=True)
