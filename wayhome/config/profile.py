"""What a partner's files are: a profile by its name, or another's tables by a mapping file."""

from __future__ import annotations

import argparse
from pathlib import Path

from django.core.management import CommandError

from wayhome.config.protocol import in_words
from wayhome.exchange.profiles.mapping import reading
from wayhome.exchange.profiles.mapping.translation import Translation
from wayhome.exchange.profiles.named import PROFILES, Profile, by_mapping


def add_as(parser: argparse.ArgumentParser, flag: str = "--as", *, required: bool = True) -> None:
    parser.add_argument(
        flag,
        dest="profile",
        metavar=f"{{{','.join(PROFILES)},FILE.toml}}",
        required=required,
        help="whose files they are, or the mapping file that says so",
    )


def profile(named: str) -> Profile:
    """Raises CommandError for what is none."""
    if named in PROFILES:
        return PROFILES[named]
    if not named.casefold().endswith(".toml"):
        known = ", ".join(PROFILES)
        raise CommandError(f"{named}: there is no such profile. Give one of {known}, or a mapping FILE.toml.")
    return by_mapping(mapping(named))


def mapping(named: str) -> Translation:
    """Raises CommandError, with every fault in the file, a line each."""
    try:
        return reading.read(Path(named).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"The mapping cannot be read from {named}: {fault}.") from fault
    except reading.NoMapping as unread:
        faults = "\n".join(map(in_words, unread.faults))
        raise CommandError(f"{named} is no mapping:\n{faults}") from unread
