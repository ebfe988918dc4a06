"""The simulated partnership in the record: its files and its last four weeks, through the same door as any."""

from pathlib import Path

import pytest

from tests.exchange.simulated.seen import NOW, SEED
from wayhome.cases.audit.models import Actor
from wayhome.cases.children.models import Child, Event, Finding, Identifier
from wayhome.cases.partners.models import Agency, User
from wayhome.exchange.actions import begin_load, load
from wayhome.exchange.profiles.folder import opened
from wayhome.exchange.profiles.police import PoliceFiles
from wayhome.exchange.profiles.police.layouts import LAYOUTS
from wayhome.exchange.profiles.source import Kept, OneChild
from wayhome.exchange.simulated import Extract, events, partnership, write_files

pytestmark = pytest.mark.django_db

CHILDREN = 50
PARTNERS = partnership(NOW)


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody of a partnership whose agencies are all there."""
    rows: dict[str, Agency] = {}
    for partner in PARTNERS.partners:
        one = partner.agency
        rows[one.code] = Agency.objects.create(
            code=one.code,
            name=partner.name,
            kind=one.kind.value,
            nation=one.nation.value if one.nation else "",
            joined_at=one.joined_at,
            force=rows.get(partner.force),
            host_authority=rows.get(partner.host),
        )
    return User.objects.create(
        email="a@example.org", full_name="Simulated", agency=rows["SIM-E1"], role="administrator"
    )


def loaded(extracts: list[Extract], by: Actor) -> None:
    for extract in extracts:
        with PoliceFiles(opened(extract.folder, LAYOUTS), extract.sender) as files:
            files.sort()
            into = begin_load("police", extract.authority, extract.folder.name, by=by, at=NOW)
            for _ in load(files.children(), into, by=into.account, at=NOW):
                pass


def lived(first: Extract, by: Actor) -> None:
    """The last four weeks, through the account of the first extract's sender."""
    into = begin_load("simulated", first.authority, "events", by=by, at=NOW)
    said = (OneChild(child, (Kept("", 0, tuple(told)),)) for child, told in events(PARTNERS, SEED, CHILDREN))
    for _ in load(said, into, by=into.account, at=NOW):
        pass


def test_history_and_the_last_weeks_are_one_record(administrator: User, tmp_path: Path) -> None:
    extracts = write_files(tmp_path, PARTNERS, SEED, CHILDREN)
    loaded(extracts, administrator)
    from_files = Child.objects.count()
    lived(extracts[0], administrator)
    assert from_files < Child.objects.count() == CHILDREN
    assert Identifier.objects.values("scheme", "value").distinct().count() == CHILDREN


def test_loading_it_again_changes_nothing(administrator: User, tmp_path: Path) -> None:
    extracts = write_files(tmp_path, PARTNERS, SEED, CHILDREN)
    counts = []
    for _ in range(2):
        loaded(extracts, administrator)
        lived(extracts[0], administrator)
        counts.append((Event.objects.count(), Child.objects.count(), Finding.objects.count()))
    assert counts[0] == counts[1]


def test_what_fell_due_before_the_record_began_is_inherited_and_what_is_due_tonight_is_not(
    administrator: User, tmp_path: Path
) -> None:
    extracts = write_files(tmp_path, PARTNERS, SEED, CHILDREN)
    loaded(extracts, administrator)
    lived(extracts[0], administrator)
    overdue = Finding.objects.filter(rule="england.return_interview", state="overdue")
    assert overdue.filter(inherited=True).exists()
    assert Finding.objects.filter(rule="local.police_told", state="due", inherited=False).count() == 1
