"""Add an administrator, who adds everybody else; prints a link, good once, by which they choose a password.

An agency that it adds begins to record here at that moment: what fell due before is inherited, and on no board.
"""

import argparse

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.actions import create_agency, create_user
from wayhome.cases.partners.models import Agency, User
from wayhome.cases.partners.models.user import ADMINISTRATOR
from wayhome.config.cli import RAN
from wayhome.config.cli.serve import must_be_migrated
from wayhome.rules.facts import AgencyKind
from wayhome.rules.refusal import Refusal
from wayhome.rules.sentence import Sentence
from wayhome.ui.wording import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="the address with which they will sign in")
    parser.add_argument("--name", default="Administrator", help="who they are (default: %(default)s)")
    parser.add_argument("--agency", metavar="CODE", help="whose they are; not needed where there is only one")
    parser.add_argument(
        "--agency-name",
        metavar="NAME",
        help="add that agency, which is not there yet and begins to record here now",
    )
    parser.add_argument(
        "--kind", choices=[kind.value for kind in AgencyKind], help="what the agency to add is"
    )
    parser.add_argument(
        "--address", metavar="URL", default=address(), help="where browsers find this (default: %(default)s)"
    )


def run(options: argparse.Namespace) -> int:
    must_be_migrated()
    must_be_an_address(options.email)
    user = added(options)
    minutes = settings.PASSWORD_RESET_TIMEOUT // 60
    print(say(Sentence("sign_in.administrator_added", email=user.email, minutes=minutes)))
    print(options.address.rstrip("/") + way_in(user))
    return RAN


@transaction.atomic
def added(options: argparse.Namespace) -> User:
    at = timezone.now()
    if options.agency and options.agency_name and options.kind:
        # Whoever has an administrator here records here. Without a beginning all that files say of years ago would
        # be overdue today, and a desk with nobody on duty no alarm.
        agency = create_agency(
            options.agency, options.agency_name, options.kind, joined_at=at, by=INSTALLATION, at=at
        )
    else:
        agency = agency_there(options.agency)
    who = {"email": options.email, "full_name": options.name, "role": ADMINISTRATOR}
    return create_user(agency, **who, by=INSTALLATION, at=at)


def agency_there(code: str | None) -> Agency:
    """The one of that code, or the only one; Refusal where that says nothing."""
    fitting = Agency.objects.filter(code=code) if code else Agency.objects.all()
    try:
        return fitting.get()
    except Agency.DoesNotExist:
        raise Refusal(Sentence("sign_in.no_agency")) from None
    except Agency.MultipleObjectsReturned:
        raise Refusal(Sentence("sign_in.which_agency", n=fitting.count())) from None


def must_be_an_address(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as fault:
        raise CommandError(f"{email} is no e-mail address.") from fault


def way_in(user: User) -> str:
    """The page on which a password is chosen, as 'forgotten password' would send it."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)


def address() -> str:
    host = settings.ALLOWED_HOSTS[0]
    return f"https://{host}" if settings.HTTPS else f"http://{host}:8000"
