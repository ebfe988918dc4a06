"""A provider is named in the environment whole, or the program says what is missing and does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.cases.partners.sign_in.test_single_sign_on import ENVIRONMENT
from wayhome.config.single_sign_on import METADATA, providers


def test_usually_there_is_none() -> None:
    assert providers({}) == []


def test_each_that_is_named_is_read() -> None:
    second = {name.replace("BRADFORD", "POLICE"): value for name, value in ENVIRONMENT.items()}
    found = providers(second | ENVIRONMENT | {"WAYHOME_OIDC": "bradford, police"})
    assert [one["provider_id"] for one in found] == ["bradford", "police"]
    assert found[0]["settings"]["agencies"] == ["E08000032"]


@pytest.mark.parametrize("missing", [name for name in ENVIRONMENT if name != "WAYHOME_OIDC"])
def test_what_is_missing_is_named_and_no_secret_is_said(missing: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=missing) as said:
        providers({**ENVIRONMENT, missing: " "})
    assert "a secret" not in str(said.value)


@pytest.mark.parametrize("name", ["Bradford", "brad-ford", "1st", "a.b"])
def test_a_short_name_is_small_letters(name: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="small letters"):
        providers(ENVIRONMENT | {"WAYHOME_OIDC": name})


@pytest.mark.parametrize("address", ["http://sign-in.bradford.example", "ftp://x.example", "sign-in.example"])
def test_nobody_between_can_answer_in_its_place(address: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="https"):
        providers(ENVIRONMENT | {"WAYHOME_OIDC_BRADFORD_URL": address})


def test_this_machine_may_ask_itself_in_the_open() -> None:
    (found,) = providers(ENVIRONMENT | {"WAYHOME_OIDC_BRADFORD_URL": "http://127.0.0.1:3900"})
    assert found["settings"]["issuer"] == "http://127.0.0.1:3900"


@pytest.mark.parametrize("address", ["https://x.example", "https://x.example/", "https://x.example/of/us"])
def test_an_issuer_is_kept_to_the_letter_and_its_metadata_are_found_beneath_it(address: str) -> None:
    (found,) = providers(ENVIRONMENT | {"WAYHOME_OIDC_BRADFORD_URL": address})
    assert found["settings"]["issuer"] == address
    assert found["settings"]["server_url"] == address.rstrip("/") + METADATA


def test_the_address_of_its_metadata_is_not_that_of_the_provider() -> None:
    with pytest.raises(ImproperlyConfigured, match=f"without {METADATA}"):
        providers(ENVIRONMENT | {"WAYHOME_OIDC_BRADFORD_URL": f"https://x.example{METADATA}"})
