"""What the web server calls."""

import gc
import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.config.settings")


def keep_what_is_loaded() -> None:
    """Tell Python's collector that what a process has loaded stays.

    It would otherwise walk all of it again and again while somebody waits for a page, and find nothing to let go.
    """
    gc.collect()
    gc.freeze()


application = get_wsgi_application()
import_module("wayhome.config.urls")  # and with it every page, which the first reader would else wait for
keep_what_is_loaded()
