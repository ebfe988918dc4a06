"""Mail goes to the server that is named, or onto the screen."""

from ssl import CERT_REQUIRED

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from wayhome.config.mail import mailer


def test_without_a_server_mail_is_printed() -> None:
    assert mailer(None)["BACKEND"].endswith("console.EmailBackend")


def test_a_server_is_spoken_to_in_tls_whichever_way_it_begins() -> None:
    upgraded = mailer("smtp://keeper:s%40fe@mail.example")["OPTIONS"]
    secure = mailer("smtps://keeper:s%40fe@mail.example")["OPTIONS"]
    assert (upgraded["port"], upgraded["use_tls"], upgraded["use_ssl"]) == (587, True, False)
    assert (secure["port"], secure["use_tls"], secure["use_ssl"]) == (465, False, True)
    assert secure["password"] == "s@fe"


def test_an_unreadable_address_says_what_to_type_and_keeps_the_password_to_itself() -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"WAYHOME_EMAIL_URL cannot be read\. Set it to smtp:"
    ) as refused:
        mailer("http://keeper:hunter2@mail.example")
    assert "hunter2" not in str(refused.value)


def test_a_servers_certificate_is_looked_at() -> None:
    backend = EmailBackend(alias="default", **mailer("smtp://keeper:safe@mail.example")["OPTIONS"])
    assert backend.ssl_context.verify_mode is CERT_REQUIRED
    assert backend.ssl_context.check_hostname


def test_a_line_break_in_a_subject_is_refused() -> None:
    letter = EmailMessage("A line\nBcc: somebody@else.example", "words", to=["duty@bradford.example"])
    with pytest.raises(ValueError, match="linefeed"):
        letter.message()
