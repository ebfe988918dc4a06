"""Children of the record in an export: those the account may see, and an entry in the audit for every batch."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exchange.files import FIRST, OTHER, SECOND, police_files
from tests.exchange.uploading import NOW, somebody
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.audit.models import Entry
from wayhome.cases.children.actions import seal
from wayhome.cases.children.models import Child, Event
from wayhome.cases.partners.models import Agency
from wayhome.exchange import actions, register
from wayhome.exchange.exports.form import annual_return, dataset
from wayhome.exchange.exports.taken_out import exporter, taken_out
from wayhome.exchange.exports.writing import export
from wayhome.exchange.loading.files import digest_of, load_files
from wayhome.exchange.profiles.named import DATASET, POLICE_FILES, RETURN, Profile
from wayhome.exchange.returns.year import Year
from wayhome.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

BRADFORD = register.current("E08000032")
COORDINATOR = "coordinator@e08000032.example"


def load(path: Path, profile: Profile) -> None:
    into = actions.begin_load(
        profile.name,
        BRADFORD,
        digest_of(profile.opened(path)),
        by=INSTALLATION,
        at=NOW,
        sent_by=profile.sent_by,
    )
    load_files(path, profile, into, by=INSTALLATION, at=NOW, tell=lambda counts: None)


def out(into: Path, email: str = COORDINATOR) -> list[str]:
    user = exporter(email)
    form = dataset(user.agency.code)
    exported = export(taken_out(user, form, at=datetime(2026, 3, 2, tzinfo=UTC)), into, form)
    assert exported.rows["ssd_missing.csv"] + 1 == len((into / "ssd_missing.csv").read_text().splitlines())
    return (into / "ssd_missing.csv").read_text().splitlines()[1:]


def test_the_councils_coordinator_takes_out_every_child_they_may_see_and_the_audit_says_so(
    tmp_path: Path,
) -> None:
    load(police_files(tmp_path / "files", FIRST, SECOND, OTHER), POLICE_FILES)
    user = somebody(Agency.objects.get(code="E08000032"))
    rows = out(tmp_path / "out")
    assert len(rows) == 3
    assert all(row.split(",")[1].startswith("wayhome-") for row in rows)
    entry = Entry.objects.get(verb="export")
    taken = sorted(Child.objects.visible_to(user).values_list("pk", flat=True))
    assert (entry.actor_id, entry.subject, entry.detail) == (user.pk, "children:2", {"numbers": taken})


def test_what_came_from_the_dataset_leaves_with_its_own_numbers(tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    (sent / "ssd_missing.csv").write_text(
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
        "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n"
        "E/1,C7,2026-01-12 21:00:00,M,2026-01-13 00:00:00,Y,N\n"
        "E/2,C7,2026-02-12 21:00:00,A,,N,\n"
    )
    load(sent, DATASET)
    somebody(Agency.objects.get(code="E08000032"))
    assert out(tmp_path / "out") == (sent / "ssd_missing.csv").read_text().splitlines()[1:]


def test_another_councils_children_are_not_there(tmp_path: Path) -> None:
    load(police_files(tmp_path / "files", FIRST), POLICE_FILES)
    elsewhere = actions.create_agency(
        "E08000035", "Leeds", "authority", nation="england", by=INSTALLATION, at=NOW
    )
    somebody(elsewhere)
    assert out_of_nobody(tmp_path / "out") == 0


def out_of_nobody(into: Path) -> int:
    user = exporter("coordinator@e08000035.example")
    form = dataset(user.agency.code)
    return export(taken_out(user, form, at=NOW), into, form).children


def test_what_is_sealed_stays(tmp_path: Path) -> None:
    load(police_files(tmp_path / "files", FIRST, SECOND), POLICE_FILES)
    user = somebody(Agency.objects.get(code="E08000032"))
    row = Event.objects.filter(kind="Missing").order_by("pk").first()
    assert row is not None
    seal(row, by=user, at=NOW)
    assert len(out(tmp_path / "out")) == 1


RETURN_OF_THE_COUNCIL = {
    "missing.csv": "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
    "C7,06/05/2011,M,12/05/2025,13/05/2025\n"
    "C8,06/05/2011,M,12/03/2025,13/03/2025\n",
    "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN\nC7,F,06/05/2011,WBRI,\nC8,M,06/05/2011,WBRI,\n",
    "episodes.csv": "CHILD,DECOM,DEC,REC\nC7,01/01/2025,,\nC8,01/01/2025,,\n",
}


def test_a_return_leaves_with_the_councils_own_numbers_and_only_the_years_children_are_taken_out(
    tmp_path: Path,
) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    for file, text in RETURN_OF_THE_COUNCIL.items():
        (sent / file).write_text(text)
    load(sent, RETURN)
    load(police_files(tmp_path / "files", FIRST, SECOND), POLICE_FILES)
    user = somebody(Agency.objects.get(code="E08000032"))
    at = datetime(2026, 3, 2, tzinfo=UTC)
    form = annual_return("E08000032", Year.read("2025/26"), at=at)
    exported = export(taken_out(user, form, at=at), tmp_path / "out", form)
    lines = (tmp_path / "out" / "missing.csv").read_text().splitlines()
    assert lines[1:] == ["C7,06/05/2011,M,12/05/2025,13/05/2025"]
    assert (exported.children, exported.lost["not_in_care"]) == (1, 2)
    (entry,) = Entry.objects.filter(verb="export")
    assert (entry.actor_id, entry.subject) == (user.pk, "children:2")


@pytest.mark.parametrize(
    ("role", "agency", "email", "key"),
    [
        ("coordinator", "E08000032", "nobody@example.org", "export.nobody"),
        ("coordinator", "E23000010", "coordinator@e23000010.example", "export.not_a_council"),
        ("duty_worker", "E08000032", "duty_worker@e08000032.example", "access.not_in_role"),
    ],
)
def test_nobody_else_takes_children_out(tmp_path: Path, role: str, agency: str, email: str, key: str) -> None:
    load(police_files(tmp_path / "files", FIRST), POLICE_FILES)
    somebody(Agency.objects.get(code=agency), role)
    with pytest.raises(Refusal) as refused:
        exporter(email)
    assert refused.value.sentence.key == key
