"""Postcodes as they are compared, and those of the people of an agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from wayhome.cases.keys import UnreadableError, decrypt
from wayhome.cases.partners.models import OwnPostcode

#: The shape of a postcode of the United Kingdom, without its space; whether it is one is not looked up.
SHAPE: Final = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")


def plain(postcode: str) -> str:
    """`"bd1 1hx"` is BD11HX; what has not the shape of a postcode is blank."""
    letters = re.sub(r"[^A-Z0-9]", "", postcode.upper())
    return letters if SHAPE.fullmatch(letters) else ""


def postcodes_of(people: Iterable[int]) -> Mapping[int, str]:
    """By user, for those whose own was given. One that no key reads any more is left out."""
    held = OwnPostcode.objects.filter(user__in=people).values_list("user", "postcode")
    read = ((user, _read(postcode)) for user, postcode in held)
    return {user: postcode for user, postcode in read if postcode}


def _read(encrypted: str) -> str:
    try:
        return decrypt(encrypted)
    except UnreadableError:
        return ""
