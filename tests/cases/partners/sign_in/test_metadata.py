"""A provider is who the environment says it is, and is asked where nobody between can answer."""

import pytest

from tests.cases.partners.sign_in.provider import ISSUER
from wayhome.cases.partners.sign_in.metadata import PLACES, believed
from wayhome.cases.partners.sign_in.unfit import Unfit

GOOD = {"issuer": ISSUER, **dict.fromkeys(PLACES, f"{ISSUER}/there")}


def test_its_own_are_believed():
    assert believed(GOOD, ISSUER) == GOOD


@pytest.mark.parametrize("name", [ISSUER + "/", ISSUER.upper(), "https://sign-in.police.example", "", None])
def test_those_of_another_are_not_even_if_they_look_alike(name):
    with pytest.raises(Unfit, match="another issuer"):
        believed(GOOD | {"issuer": name}, ISSUER)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("address", ["http://sign-in.bradford.example/there", "/there", None])
def test_a_place_where_anybody_between_could_answer_is_none(place, address):
    with pytest.raises(Unfit, match=place):
        believed(GOOD | {place: address}, ISSUER)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_that_is_not_given_is_said(place):
    with pytest.raises(Unfit, match=place):
        believed({name: there for name, there in GOOD.items() if name != place}, ISSUER)
