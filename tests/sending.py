"""A form sent as a browser sends it: with the mark that its page was given out with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.test import Client

from wayhome.ui.news import MARK


def marked(client: Client, url: str) -> dict[str, str]:
    """What the page at this address carries, unseen."""
    shown = client.get(url).context or {}
    mark = getattr(shown.get("form"), MARK, None) or shown.get(MARK)
    return {MARK: mark} if mark else {}


def submit(client: Client, url: str, typed: Mapping[str, Any] | None = None, **more: Any) -> Any:
    """Opens the page and sends what was typed into it."""
    return client.post(url, {**marked(client, url), **(typed or {})}, **more)
