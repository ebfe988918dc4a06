"""Names for children who do not exist."""

from random import Random

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.exchange.simulated import partnership, population
from wayhome.exchange.simulated.names import BOYS, GIRLS, Name, misheard


def test_names_are_as_varied_as_those_a_search_must_find() -> None:
    children = list(population(partnership(NOW), SEED, 500))
    names = [f"{child.forename} {child.surname}" for child in children]
    assert len(set(names)) > 480
    assert sum(not name.isascii() for name in names) > 30
    assert sum("-" in name for name in names) > 20


def test_a_name_misheard_is_another_name_and_never_blank() -> None:
    chance = Random(1)
    for forename in GIRLS + BOYS:
        heard = misheard(Name(forename, "Jones"), chance)
        assert heard.forename
        assert heard.surname == "Jones"
        assert abs(len(heard.forename) - len(forename)) <= 1
