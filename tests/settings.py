"""The settings tests run under: those of the program, with what would slow a test or leave it taken out."""

import os
import tempfile
from pathlib import Path

# Read by the settings as they are imported. Each process has a folder of its own, so that several can run at once.
FOLDER = tempfile.TemporaryDirectory(prefix="wayhome-tests-")
os.environ["WAYHOME_SECRET_KEY"] = "only for tests, and as long as a key must be to be one"
os.environ["WAYHOME_REQUESTS_A_MINUTE"] = "1000000"  # a test is faster than a person
if not os.environ.get("WAYHOME_DATABASE_URL", "").startswith("postgres:"):
    os.environ["WAYHOME_DATABASE_URL"] = f"sqlite:///{FOLDER.name}/record.sqlite3"

from wayhome.config.settings import *  # noqa: E402
from wayhome.config.settings import DATABASES, HUEY, STORAGES  # noqa: E402

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in use: in memory, a server's threads would share one connection.
    DATABASES["default"]["TEST"] = {"NAME": Path(FOLDER.name) / "tests.sqlite3"}

# Jobs are done where they are asked for.
HUEY = {**HUEY, "immediate": True}

# Names without a hash: tests/config/test_static.py gathers the hashed ones, and looks at those.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

# Nobody is locked out of one test for what another did.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
