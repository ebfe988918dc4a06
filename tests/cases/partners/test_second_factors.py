"""A lost phone is reset by a colleague who may, and the person sets up anew."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.signing_in import equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.partners.actions import give_second_factor, reset_second_factor
from wayhome.cases.partners.sign_in.second_factor import key_of
from wayhome.rules.refusal import Refusal


def reset(user):
    return reverse("partners:reset_second_factor", args=[user.pk])


def test_whoever_is_given_one_has_the_key_that_is_given_back(worker, administrator, at):
    assert give_second_factor(worker, by=administrator, at=at) == key_of(worker)
    assert Entry.objects.get(verb="give_second_factor").actor_id == administrator.pk


def test_an_administrator_resets_it_from_the_users_page(client, worker, administrator):
    equip(worker)
    client.force_login(administrator)
    assert reset(worker) in client.get(reverse("partners:user", args=[worker.pk])).content.decode()
    assert client.post(reset(worker)).status_code == 302
    assert not Authenticator.objects.filter(user=worker).exists()
    entry = Entry.objects.get(verb="reset_second_factor")
    assert (entry.subject, entry.actor_id) == (f"user:{worker.pk}", administrator.pk)


def test_nobody_else_may(client, worker, officer):
    equip(worker)
    client.force_login(officer)
    assert client.post(reset(worker)).status_code == 404
    assert key_of(worker)


@pytest.mark.parametrize("whose", ["worker", "administrator"])
def test_what_is_not_there_and_ones_own_are_refused(whose, administrator, at, request):
    with pytest.raises(Refusal):
        reset_second_factor(request.getfixturevalue(whose), by=administrator, at=at)
    assert not Entry.objects.filter(verb="reset_second_factor").exists()
