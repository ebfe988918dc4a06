"""The register knows every authority with children's services duties, and the police force of its area."""

from datetime import date
from pathlib import Path

import pytest

from wayhome.exchange import register
from wayhome.exchange.register.data import build
from wayhome.rules.refusal import Refusal
from wayhome.ui.wording import say

SOURCES = Path(__file__).parents[2] / "data"


def test_the_committed_files_are_what_the_sources_make(tmp_path: Path) -> None:
    build.build(SOURCES, tmp_path)

    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    committed = {name: (Path(build.__file__).parent / name).read_bytes() for name in made}
    assert len(made) == 5
    assert made == committed


def test_there_are_175_authorities_today_of_which_22_are_welsh() -> None:
    today = [one for one in register.authorities() if not one.ended]

    # 21 counties, 63 unitaries (Scilly among them), 36 metropolitan, 32 London boroughs, the City; 22 Welsh
    assert len(today) == 21 + 63 + 36 + 32 + 1 + 22
    assert sum(one.nation == "wales" for one in today) == 22


def test_every_authority_is_in_one_of_the_43_forces_and_every_force_has_one() -> None:
    policed = {register.force(one.force_code).name for one in register.authorities()}

    assert len(policed) == 43
    assert all(one.force_code.startswith("W15") == (one.nation == "wales") for one in register.authorities())


@pytest.mark.parametrize(
    ("code", "name", "force"),
    [
        ("E06000060", "Buckinghamshire", "Thames Valley"),
        ("E06000061", "North Northamptonshire", "Northamptonshire"),
        ("E06000062", "West Northamptonshire", "Northamptonshire"),
        ("E06000063", "Cumberland", "Cumbria"),
        ("E06000064", "Westmorland and Furness", "Cumbria"),
        ("E06000065", "North Yorkshire", "North Yorkshire"),
        ("E06000066", "Somerset", "Avon and Somerset"),
        ("E09000001", "City of London", "City of London"),
        ("E09000033", "Westminster", "Metropolitan Police"),
        ("E10000029", "Suffolk", "Suffolk"),
        ("W06000015", "Cardiff", "South Wales"),
    ],
)
def test_an_authority_newer_than_the_lookup_has_its_force_too(code: str, name: str, force: str) -> None:
    found = register.authority(code)

    assert (found.name, register.force(found.force_code).name) == (name, force)


def test_every_london_borough_is_policed_by_the_metropolitan_police_but_the_city() -> None:
    boroughs = {one.code: one.force_code for one in register.authorities() if one.code.startswith("E09")}

    assert boroughs.pop("E09000001") == "E23000034"
    assert set(boroughs.values()) == {"E23000001"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("E10000002", "E06000060"),  # Buckinghamshire County
        ("E10000023", "E06000065"),  # North Yorkshire County
        ("E10000027", "E06000066"),  # Somerset County
        ("E06000028", "E06000058"),  # Bournemouth
        ("E08000020", "E08000037"),  # Gateshead's former code
        ("E06000048", "E06000057"),  # Northumberland's former code
        ("E08000016", "E08000038"),  # Barnsley's former code
        ("E08000019", "E08000039"),  # Sheffield's former code
        ("E07000165", "E06000065"),  # Harrogate, a district that ended
        ("E07000201", "E10000029"),  # Forest Heath, listed in the source under Surrey
        ("E08000035", "E08000035"),
    ],
)
def test_an_old_code_maps_forward(old: str, new: str) -> None:
    assert register.current(old).code == new


@pytest.mark.parametrize(
    ("old", "successors"),
    [
        ("E10000006", ["E06000063 Cumberland", "E06000064 Westmorland and Furness"]),
        ("E10000021", ["E06000061 North Northamptonshire", "E06000062 West Northamptonshire"]),
        ("E10000009", ["E06000058 Bournemouth, Christchurch and Poole", "E06000059 Dorset Council"]),
    ],
)
def test_an_authority_with_several_successors_is_refused_by_naming_them(
    old: str, successors: list[str]
) -> None:
    with pytest.raises(Refusal) as refused:
        register.current(old)

    assert all(one in say(refused.value.sentence) for one in successors)


def test_an_authority_ends_on_its_last_day_not_on_its_successors_first() -> None:
    assert register.authority("E10000006").ended == date(2023, 3, 31)
    assert register.authority("E10000002").ended == date(2020, 3, 31)
    ended = [one for one in register.authorities() if one.ended]
    assert all(
        one.ended < (heir.started or date.min)
        for one in ended
        if one.ended
        for heir in map(register.authority, one.replaced_by)
    )
    assert all(one.replaced_by for one in ended)


@pytest.mark.parametrize(
    "text",
    [
        "E08000032",
        "e08000032",
        "BRD",
        "Bradford",
        " city of bradford metropolitan district council ",
        "BRADFORD",
    ],
)
def test_a_person_may_give_a_code_or_any_known_spelling(text: str) -> None:
    assert register.find(text).code == "E08000032"


def test_a_name_shared_with_an_ended_authority_means_the_living_one() -> None:
    assert register.find("Somerset").code == "E06000066"
    assert register.find("Dorset").code == "E06000059"
    assert register.find("Bournemouth").ended


def test_a_district_is_served_by_its_county_and_the_person_is_told() -> None:
    assert register.find("Adur").name == "West Sussex"
    assert register.authority("E07000223").name == "West Sussex"
    told = register.note("E07000223")
    assert told
    assert say(told) == "Adur is a district. Its children's services are those of E10000032 West Sussex."
    assert register.note("West Sussex") is None
    assert register.note("Nowhere") is None


@pytest.mark.parametrize(
    ("given", "nearest"),
    [("Leds", "E08000035 Leeds"), ("Bradfrod", "Bradford"), ("E0800003", "E08000039 Sheffield")],
)
def test_what_is_not_known_is_refused_with_the_nearest(given: str, nearest: str) -> None:
    with pytest.raises(Refusal) as refused:
        register.find(given)

    assert nearest in say(refused.value.sentence)


@pytest.mark.parametrize("given", ["", "  ", "???", "qqqqqqqq"])
def test_what_is_like_nothing_is_refused_by_saying_what_to_give(given: str) -> None:
    with pytest.raises(Refusal) as refused:
        register.find(given)

    assert "such as E08000032" in say(refused.value.sentence)


def test_a_name_is_not_a_code() -> None:
    with pytest.raises(Refusal):
        register.authority("Bradford")


def test_an_unknown_force_is_refused_with_the_nearest() -> None:
    with pytest.raises(Refusal) as refused:
        register.force("E2300003")

    assert "E23000039 Dorset" in say(refused.value.sentence)
