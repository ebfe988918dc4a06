"""Say the code that a simulated person's authenticator app shows now; for the demonstration alone."""

import argparse
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in.second_factor import code_at, key_of
from wayhome.config.cli import RAN
from wayhome.exchange.simulated import staff
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="the address with which the simulated person signs in")


def run(options: argparse.Namespace) -> int:
    must_be_the_demonstration()
    print(code_at(key_in_the_app_of(options.email), timezone.now()))
    return RAN


def must_be_the_demonstration() -> None:
    """By the file it is kept in, and not by a setting that a real record could have been given."""
    file = Path(settings.DATABASES["default"]["NAME"])
    if file != settings.DEMONSTRATION or not file.exists():
        raise Refusal(Sentence("sign_in.code_for_the_demonstration_only"))


def key_in_the_app_of(email: str) -> str:
    simulated = {person.email for person in staff.PEOPLE}
    user = User.objects.filter(email__iexact=email, email__in=simulated).first()
    key = key_of(user) if user else None
    if key is None:
        raise Refusal(Sentence("sign_in.code_of_nobody"))
    return key
