"""What the log may say: where something went wrong, never about whom."""

import logging
import traceback
from time import gmtime
from types import TracebackType
from typing import Any, override

type Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Impersonal(logging.Formatter):
    """Writes the kind of a fault and the lines it went through, but not its message.

    PostgreSQL puts the row that broke a constraint into the message of the fault, and Python puts the text
    it could not read: either may be a child's name. A message keeps to its line, whatever is in it.
    """

    converter = staticmethod(gmtime)

    @override
    def formatMessage(self, record: logging.LogRecord) -> str:
        return "\\n".join(super().formatMessage(record).splitlines())

    @override
    def formatException(self, ei: Fault) -> str:
        kind, fault, _ = ei
        if kind is None or fault is None:
            return ""
        return "\n".join(said(one) for one in reversed(causes(fault)))


def said(fault: BaseException) -> str:
    frames = traceback.format_list(traceback.extract_tb(fault.__traceback__))
    return f"{''.join(frames)}{type(fault).__module__}.{type(fault).__qualname__}"


def causes(fault: BaseException) -> list[BaseException]:
    """The fault and what it came from, latest first."""
    found = [fault]
    while (earlier := found[-1].__cause__ or found[-1].__context__) and earlier not in found:
        found.append(earlier)
    return found


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "impersonal": {
            "()": Impersonal,
            "format": "{asctime} {levelname} {name}: {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%SZ",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "impersonal"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers mail whole requests, form and all, to administrators.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Statements carry their values at DEBUG.
        "django.db.backends": {"level": "WARNING"},
        "huey": {"level": "WARNING"},
        "_granian": {"level": "WARNING"},
    },
}
