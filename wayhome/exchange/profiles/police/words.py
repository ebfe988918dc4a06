"""The words of a police file, and what each means here."""

from __future__ import annotations

from typing import Final

from wayhome.exchange.profiles.values import plain, word_in
from wayhome.rules.facts import ContactKind, FoundBy, MissingFrom, Risk

# A blank says nothing, which each list has its own word for.
MISSING_FROM: Final = {
    "": MissingFrom.ELSEWHERE,
    "home": MissingFrom.FAMILY_HOME,
    "family home": MissingFrom.FAMILY_HOME,
    "care": MissingFrom.CARE,
    "children's home": MissingFrom.CHILDRENS_HOME,
    "childrens home": MissingFrom.CHILDRENS_HOME,
    "foster home": MissingFrom.FOSTER_HOME,
    "foster care": MissingFrom.FOSTER_HOME,
    "school": MissingFrom.SCHOOL,
    "other": MissingFrom.ELSEWHERE,
    "elsewhere": MissingFrom.ELSEWHERE,
}
RISK: Final = {
    "": Risk.NO_APPARENT_RISK,  # only where 'absent' stood instead: a blank risk is no assessment
    "no apparent risk": Risk.NO_APPARENT_RISK,
    "low": Risk.LOW,
    "low risk": Risk.LOW,
    "medium": Risk.MEDIUM,
    "medium risk": Risk.MEDIUM,
    "high": Risk.HIGH,
    "high risk": Risk.HIGH,
}
FOUND_BY: Final = {
    "": FoundBy.NOT_STATED,
    "returned": FoundBy.RETURNED,
    "police": FoundBy.POLICE,
    "family": FoundBy.FAMILY,
    "carer": FoundBy.CARER,
    "other": FoundBy.OTHER,
}
SEX: Final = {
    "": "",
    "f": "F",
    "female": "F",
    "2": "F",
    "m": "M",
    "male": "M",
    "1": "M",
    "u": "U",
    "unknown": "U",
    "not known": "U",
}
CONTACT: Final = {
    "person": ContactKind.PERSON,
    "place": ContactKind.PLACE,
    "vehicle": ContactKind.VEHICLE,
    "phone": ContactKind.PHONE,
    "handle": ContactKind.HANDLE,
    "other": ContactKind.OTHER,
}
ACCEPTED: Final = {"y": True, "yes": True, "n": False, "no": False}

#: The category that forces used until 2017 beside 'missing'. Today it is missing, at no apparent risk.
WITHDRAWN_ABSENT: Final = "absent"


def meant[Word](field: str, text: str, words: dict[str, Word], other: Word, flags: list[str]) -> Word:
    """The word's meaning, or `other` with a flag that names the field."""
    found = word_in(text, words)
    if found is None:
        flags.append(f"unknown_value:{field}")
        return other
    return found


def is_absent(text: str) -> bool:
    return plain(text) == WITHDRAWN_ABSENT
