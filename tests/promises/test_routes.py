"""Every page needs sign-in, a second factor and all, unless it is listed as public or as the way to one."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.journeys.samples import TAKE_IN_ONLY
from tests.signing_in import BY_PASSWORD_ALONE
from wayhome.cases.partners.models import User
from wayhome.config.signing_in import LEFT_OPEN, SET_UP

#: How one gets in, or back in.
PUBLIC = {
    "account_login",
    "mfa_authenticate",
    "openid_connect_login",
    "openid_connect_callback",
    "account_here",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}


def named(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named(pattern, inner)
        else:
            yield f"{prefix}{pattern.name}", pattern


ROUTES = dict(named(get_resolver()))


def address(name: str, pattern: URLPattern) -> str:
    converters = pattern.pattern.converters
    kwargs = {key: "x" if converter.regex == "[^/]+" else 1 for key, converter in converters.items()}
    for attempt in (kwargs, dict.fromkeys(converters, "x"), {"uidb36": "1", "key": "x"}):
        try:
            return reverse(name, kwargs=attempt)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address could be made for {name}")


def test_every_route_has_a_name() -> None:
    assert [name for name in ROUTES if name.endswith("None")] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(ROUTES) - PUBLIC))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_asked_to_sign_in(name: str, method: str, client: Client) -> None:
    response = getattr(client, method)(address(name, ROUTES[name]))
    assert (response.status_code, response.headers.get("Location", "").partition("?")[0]) == (
        302,
        reverse("account_login"),
    )


@pytest.mark.parametrize("name", sorted(set(ROUTES) - PUBLIC - {*LEFT_OPEN}))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_password_alone_leads_to_the_second_factor(
    name: str, method: str, client: Client, partnership: User
) -> None:
    BY_PASSWORD_ALONE(client, partnership)
    response = getattr(client, method)(address(name, ROUTES[name]))
    assert (response.status_code, response.headers.get("Location")) == (302, reverse(SET_UP))


@pytest.mark.parametrize("name", sorted(name for name, one in ROUTES.items() if "<int:" in str(one.pattern)))
def test_a_number_beyond_all_numbers_is_not_there(name: str, client: Client, partnership: User) -> None:
    client.force_login(partnership)
    there = address(name, ROUTES[name]).replace("/1/", f"/{10**30}/")
    assert client.get(there).status_code in {404, 405}


@pytest.mark.parametrize("name", sorted(TAKE_IN_ONLY))
def test_what_only_takes_something_in_is_not_done_by_opening_its_address(
    name: str, client: Client, partnership: User
) -> None:
    client.force_login(partnership)
    assert client.get(address(name, ROUTES[name])).status_code == 405


def test_what_is_listed_as_public_exists() -> None:
    assert set(ROUTES) >= PUBLIC | {*LEFT_OPEN}
