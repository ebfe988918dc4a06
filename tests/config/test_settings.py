"""What an installation may change, and what it gets when it changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

from allauth.core.internal.httpkit import get_client_ip
from django.conf import global_settings
from django.test import RequestFactory, override_settings
from django.utils.module_loading import import_string

from wayhome.config import settings as ours

#: Where others can reach it.
SERVED = {
    "WAYHOME_ALLOWED_HOSTS": "wayhome.example",
    "WAYHOME_SECRET_KEY": "a secret that nobody else has, 7! " * 2,
    "WAYHOME_EMAIL_URL": "smtp://keeper:safe@mail.example",
}

ASK = """
import json
from django.conf import settings
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
        env=clean | environment | {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings"},
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
    names = ["SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_SECONDS"]
    found = settings(tmp_path, names, **SERVED)
    assert list(found.values()) == ["True", "True", "31536000"]


def test_a_cookie_is_bound_to_this_host_and_to_https(tmp_path: Path) -> None:
    kinds = ("SECURE", "HTTPONLY", "SAMESITE", "DOMAIN", "PATH", "NAME")
    for cookie in ("SESSION", "CSRF"):
        names = [f"{cookie}_COOKIE_{kind}" for kind in kinds]
        *said, name = settings(tmp_path, names, **SERVED).values()
        assert said == ["True", "True", "Lax", "None", "/"]
        assert name.startswith("__Host-")
    (stored,) = settings(tmp_path, ["MESSAGE_STORAGE"], **SERVED).values()
    assert stored.endswith("SessionStorage")


def test_a_browser_is_known_by_the_address_that_the_server_in_front_saw(
    tmp_path: Path, rf: RequestFactory
) -> None:
    (count,) = settings(tmp_path, ["ALLAUTH_TRUSTED_PROXY_COUNT"], **SERVED).values()
    sent = "6.6.6.6, 192.0.2.7"  # the first is what the browser says of itself
    asked = rf.get("/", headers={"X-Forwarded-For": sent})
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=int(count)):
        assert get_client_ip(asked) == "192.0.2.7"
    assert get_client_ip(asked) == "127.0.0.1"


def test_djangos_own_check_of_a_deployment_finds_nothing(tmp_path: Path) -> None:
    check = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    module = {"DJANGO_SETTINGS_MODULE": "wayhome.config.settings"}
    # What a browser's tests set for themselves is none of an installation's.
    rest = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    done = subprocess.run(
        check, cwd=tmp_path, env=rest | SERVED | module, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_passwords_are_kept_slow_to_guess() -> None:
    """600,000 rounds or more, as OWASP's cheat sheet is quoted (read at second hand, 26 November 2026)."""
    first = import_string(global_settings.PASSWORD_HASHERS[0])
    assert not hasattr(ours, "PASSWORD_HASHERS")
    assert (first.algorithm, first.iterations >= 600_000) == ("pbkdf2_sha256", True)


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
