"""Everything that is kept encrypted is found and put under the newest key, in turns, and may be stopped anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils.timezone import now

from tests.signing_in import equip
from wayhome.cases.audit.models import Entry
from wayhome.cases.keys import Kept, blind_index, columns, decrypt, encrypt
from wayhome.cases.partners.encrypted import ENCRYPTED
from wayhome.cases.partners.models import User
from wayhome.cases.partners.sign_in import recovery_codes
from wayhome.cases.partners.sign_in.second_factor import RING, key_of
from wayhome.config import cli, keys
from wayhome.config.cli import serve
from wayhome.config.keys import Found, everything, rotate, unread, verify

OLD, NEW, LOST = ("the old key " * 5, "the new key " * 5, "the lost key " * 5)

(SECOND_FACTORS,) = (table for table in everything() if table.name == "second_factors")


@pytest.fixture
def replace(settings):
    def replaced(newest: str, *before: str) -> None:
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = newest, list(before)

    replaced(OLD)
    return replaced


@pytest.fixture
def people(replace, partnership: User) -> list[User]:
    """Five, each with an authenticator app whose key is kept under the old key; the first has recovery codes too."""
    of = partnership.agency
    made = [
        User.objects.create(
            agency=of, email=f"{n}@bradford.example", full_name=f"Person {n}", role="coordinator"
        )
        for n in range(5)
    ]
    for one in made:
        equip(one)
    recovery_codes.renew(made[0])
    return made


def total(turns: Iterator[Found]) -> Found:
    return sum(turns, start=Found())


def settle() -> Found:
    return total(rotate(SECOND_FACTORS, at=now()))


def texts() -> list[str]:
    data = Authenticator.objects.order_by("pk").values_list("data", flat=True)
    return [held[name] for held in data for name in ENCRYPTED if name in held]


@pytest.mark.django_db
def test_every_key_of_a_second_factor_is_put_under_the_newest(people, replace) -> None:
    before = [key_of(one) for one in people]
    first, second, *_ = recovery_codes.renew(people[0])
    replace(NEW, OLD)
    assert recovery_codes.use(people[0], first)
    assert total(verify(SECOND_FACTORS)) == Found(rows=6, before=6)
    assert settle() == Found(rows=6, before=6)
    replace(NEW)
    assert total(verify(SECOND_FACTORS)) == Found(rows=6)
    assert [key_of(one) for one in people] == before
    assert recovery_codes.use(people[0], second)


@pytest.mark.django_db
def test_done_again_it_writes_nothing(people, replace) -> None:
    replace(NEW, OLD)
    settle()
    written = texts()
    assert settle() == Found(rows=6)
    assert texts() == written


@pytest.mark.django_db
def test_what_was_rewritten_is_entered_without_what_it_was(people, replace) -> None:
    replace(NEW, OLD)
    settle()
    (entry,) = Entry.objects.filter(verb="rotate_keys")
    assert (entry.subject, entry.detail) == ("encrypted:second_factors", {"rewritten": 6, "unreadable": 0})


@pytest.mark.django_db
def test_with_a_wrong_key_nothing_is_written(people, replace) -> None:
    written = texts()
    replace(NEW, LOST)
    assert settle() == Found(rows=6, unreadable=6)
    assert texts() == written
    assert not Entry.objects.filter(verb="rotate_keys").exists()


@pytest.mark.django_db
def test_one_that_cannot_be_read_keeps_no_other_from_the_newest_key(people, replace) -> None:
    replace(LOST)
    Authenticator.objects.filter(user=people[2]).update(data={"secret": RING.encrypt("JBSWY3DP")})
    lost = Authenticator.objects.get(user=people[2]).data
    replace(NEW, OLD)
    assert settle() == Found(rows=6, before=5, unreadable=1)
    assert Authenticator.objects.get(user=people[2]).data == lost
    assert total(verify(SECOND_FACTORS)) == Found(rows=6, unreadable=1)


@pytest.mark.django_db
def test_a_passkey_has_nothing_encrypted(people, replace) -> None:
    Authenticator.objects.create(user=people[0], type="webauthn", data={"name": "Key", "credential": {}})
    replace(NEW, OLD)
    assert settle() == Found(rows=7, before=6)


@pytest.mark.django_db
def test_turns_leave_nobody_out(people, replace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "AT_ONCE", 4)
    replace(NEW, OLD)
    assert [turn.rows for turn in rotate(SECOND_FACTORS, at=now())] == [4, 2]
    assert total(verify(SECOND_FACTORS)) == Found(rows=6)


@pytest.mark.django_db
def test_a_column_and_its_blind_index_are_put_under_the_newest_key(replace, partnership: User) -> None:
    """With two text columns that are there, as a table of the record would have them."""
    User.objects.update(full_name=encrypt("01274 000000"), password=blind_index("01274 000000"))
    table = Kept("people", User.objects.all, columns("full_name", password="full_name"))
    replace(NEW, OLD)
    total(rotate(table, at=now()))
    replace(NEW)
    person = User.objects.get()
    assert (decrypt(person.full_name), person.password) == ("01274 000000", blind_index("01274 000000"))


@pytest.mark.django_db
def test_a_key_that_was_changed_and_not_given_is_noticed(people, replace) -> None:
    assert unread() == []
    Authenticator.objects.create(user=people[0], type="webauthn", data={"name": "Key", "credential": {}})
    replace(NEW)
    assert unread() == [SECOND_FACTORS]
    replace(NEW, OLD)
    assert unread() == []


@pytest.mark.django_db
def test_the_service_says_so_as_it_starts(people, replace, monkeypatch, capsys) -> None:
    for name in ("must_be_given", "must_be_migrated", "gather_static_files", "listen"):
        monkeypatch.setattr(serve, name, lambda *_: None)
    cli.main(["serve"])
    assert capsys.readouterr().err == ""
    replace(NEW)
    cli.main(["serve"])
    assert "Second factors were encrypted under a key that is not given" in capsys.readouterr().err


#: Rewrites two rows at a time, and kills itself as hard as can be before it writes the fourth.
KILLED = """
import os, signal, sys
import django
django.setup()
from allauth.mfa.models import Authenticator
from wayhome.config import cli, keys
from wayhome.config.cli import serve
from wayhome.config.cli import main
keys.AT_ONCE, written, save = 2, [], Authenticator.save
def kill_or_save(row, **how):
    written.append(row.pk)
    if len(written) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    save(row, **how)
Authenticator.save = kill_or_save
sys.exit(main(["keys", "rotate"]))
"""


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_a_turn_is_whole_or_not_at_all_and_the_next_finishes_it(
    people, replace, tmp_path
) -> None:
    before = [key_of(one) for one in people]
    given = {
        "DJANGO_SETTINGS_MODULE": "wayhome.config.settings",
        "WAYHOME_DATABASE_URL": address(),
        "WAYHOME_SECRET_KEY": NEW,
        "WAYHOME_SECRET_KEY_PREVIOUS": OLD,
    }
    connection.close()
    killed = subprocess.run([sys.executable, "-c", KILLED], env=os.environ | given, cwd=tmp_path, check=False)
    assert killed.returncode == -9
    replace(NEW, OLD)
    assert total(verify(SECOND_FACTORS)) == Found(rows=6, before=4)
    assert [key_of(one) for one in people] == before
    assert settle() == Found(rows=6, before=4)
    entries = Entry.objects.filter(verb="rotate_keys").values_list("detail__rewritten", flat=True)
    assert sorted(entries) == [2, 4]
    replace(NEW)
    assert [key_of(one) for one in people] == before


def address() -> str:
    """Of the database of the tests, as another process is told it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
