"""What the parts of a notification are called: first as it is written here, then as other systems print them.

Case, punctuation and hyphens do not matter. A name that stands for two things is in neither.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

#: In the order in which they are copied out.
LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "reference": (
        "Police reference",
        "incident_id",
        "incident",
        "incident number",
        "incident no",
        "incident ref",
        "incident reference",
        "log number",
        "log no",
        "CAD",
        "CAD number",
        "CAD ref",
        "URN",
        "occurrence number",
        "COMPACT ref",
        "COMPACT reference",
        "COMPACT number",
        "police ref",
        "misper ref",
        "misper number",
    ),
    "force": ("Police force", "force", "reporting force", "owning force"),
    "at": (
        "Police told",
        "reported_at",
        "reported",
        "reported to police",
        "date reported",
        "date and time reported",
        "date time reported",
        "reported on",
        "time of report",
    ),
    "at_time": ("Time reported", "reported time"),
    "name": ("Name", "full name", "name of child", "child's name", "missing person", "misper", "subject"),
    "forename": ("First name", "forename", "forenames", "first names", "given name", "given names"),
    "surname": ("Last name", "surname", "family name"),
    "born": ("Date of birth", "dob", "d.o.b.", "born", "birth date"),
    "sex": ("Sex", "gender"),
    "ethnicity": ("Ethnicity", "ethnic appearance", "self-defined ethnicity"),
    "postcode": ("Postcode", "home postcode", "post code"),
    "number": (
        "Police person number",
        "person_id",
        "person id",
        "person number",
        "nominal",
        "nominal number",
    ),
    "authority": (
        "Responsible authority",
        "responsible local authority",
        "local authority",
        "home authority",
        "placing authority",
        "council",
    ),
    "recorded_as": ("Recorded as", "classification", "category"),
    "missing_from": ("Missing from", "missing from type", "type of place"),
    "place": ("Home or school", "placement", "children's home", "name of home", "care home", "school"),
    "last_seen_at": (
        "Last seen",
        "last_seen_at",
        "last seen on",
        "date last seen",
        "date and time last seen",
        "date time last seen",
        "when last seen",
        "missing since",
    ),
    "last_seen_time": ("Time last seen", "last seen time"),
    "last_seen_until": ("Last seen at the latest", "last seen until", "last seen before"),
    "last_seen_by": ("Last seen by", "who last saw"),
    "last_seen_where": (
        "Last seen where",
        "place last seen",
        "location last seen",
        "last seen location",
        "last known location",
    ),
    "thought_to_be": (
        "Might be",
        "believed to be",
        "possible locations",
        "possible whereabouts",
        "likely locations",
    ),
    "with_whom": ("With", "with whom", "may be with", "associates", "believed with"),
    "phone": ("Child's phone", "phone of child", "mobile", "mobile number", "child's mobile", "phone number"),
    "clothing": ("Clothing", "wearing", "clothing description", "last seen wearing"),
    "medication": ("Medication tonight", "medication", "medication needed", "medical needs"),
    "level": ("Risk", "risk level", "risk grade", "risk grading", "risk assessment", "graded"),
    "rationale": ("Risk because", "rationale", "risk rationale", "reason for risk", "grading rationale"),
    "reported_by": ("Person reporting", "reported by", "informant", "caller", "reporting person"),
    "circumstances": (
        "What happened",
        "circumstances",
        "summary",
        "details",
        "narrative",
        "reason for concern",
        "free text",
        "circumstances of disappearance",
    ),
}

#: Fields in somebody's own words, which may run over several lines.
PROSE: Final = frozenset(
    {"circumstances", "clothing", "medication", "last_seen_where", "thought_to_be", "rationale"}
)

#: What a copy says that its reader was not given; it is about the copy, and so not about the child.
WITHHELD: Final = "Withheld from this copy"


def written(field: str) -> str:
    return LABELS[field][0]


def field_called(label: str) -> str | None:
    return _BY_LABEL.get(_plain(label))


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’]", "", label.casefold())).split())


_BY_LABEL: Final = {_plain(label): field for field, labels in LABELS.items() for label in labels}
