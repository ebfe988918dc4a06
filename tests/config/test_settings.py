"""What an installation may change, and what it gets when it changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

ASK = """
import json
from wayhome.config import settings
print(json.dumps({name: str(getattr(settings, name)) for name in NAMES}))
"""


def settings(folder: Path, names: list[str], **environment: str) -> dict[str, str]:
    """The settings as another process reads them, in `folder`, with nothing set but `environment`."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("WAYHOME_", "DJANGO_"))
    }
    ask = ASK.replace("NAMES", repr(names))
    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def test_with_nothing_set_the_record_is_a_file_under_var_and_only_this_machine_can_ask(
    tmp_path: Path,
) -> None:
    found = settings(tmp_path, ["DATABASES", "DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE"])
    assert str(tmp_path / "var/wayhome.sqlite3") in found["DATABASES"]
    assert found["DEBUG"] == "False"
    assert found["ALLOWED_HOSTS"] == "['localhost', '127.0.0.1', '[::1]']"
    assert found["SESSION_COOKIE_SECURE"] == "False"


def test_a_service_that_others_can_reach_speaks_https_unless_told_otherwise(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    found = settings(tmp_path, names, WAYHOME_ALLOWED_HOSTS="wayhome.example", WAYHOME_SECRET_KEY="given")
    assert list(found.values()) == ["True", "True", "True", "31536000"]


def test_cookies_belong_to_this_service_alone_where_it_speaks_https(tmp_path: Path) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    found = settings(tmp_path, names, WAYHOME_ALLOWED_HOSTS="wayhome.example")
    assert list(found.values()) == ["__Host-wayhome_session", "__Host-wayhome_csrf"]


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = settings(tmp_path, ["SECRET_KEY"])
    assert settings(tmp_path, ["SECRET_KEY"]) == first


def test_every_process_counts_wrong_tries_in_the_database_and_keeps_them(tmp_path: Path) -> None:
    found = settings(tmp_path, ["CACHES"])
    assert "DatabaseCache" in found["CACHES"]
    assert "'MAX_ENTRIES': 100000" in found["CACHES"]


def test_a_service_behind_a_proxy_asks_it_who_is_there(tmp_path: Path) -> None:
    names, reached = ["ALLAUTH_TRUSTED_PROXY_COUNT"], {"WAYHOME_ALLOWED_HOSTS": "wayhome.example"}
    assert settings(tmp_path, names) == {"ALLAUTH_TRUSTED_PROXY_COUNT": "0"}
    assert settings(tmp_path, names, **reached) == {"ALLAUTH_TRUSTED_PROXY_COUNT": "1"}
    assert settings(tmp_path, names, **reached, WAYHOME_PROXIES="2") == {"ALLAUTH_TRUSTED_PROXY_COUNT": "2"}
