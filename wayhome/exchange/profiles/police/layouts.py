"""The three files and their columns."""

from typing import Final

from wayhome.exchange.profiles.folder import Layout
from wayhome.exchange.profiles.police.words import (
    ACCEPTED,
    CONTACT,
    FOUND_BY,
    MISSING_FROM,
    RISK,
    SEX,
    WITHDRAWN_ABSENT,
)

INCIDENTS: Final = Layout(
    "incidents.csv",
    required=("incident_id", "person_id", "last_seen_at", "reported_at", "returned_at"),
    optional=(
        "missing_from",
        "risk",
        "flags",
        "found_by",
        "forename",
        "surname",
        "dob",
        "sex",
        "ethnicity",
        "postcode",
    ),
    times=("last_seen_at", "reported_at", "returned_at"),
    days=("dob",),
    words={
        "missing_from": (*MISSING_FROM, WITHDRAWN_ABSENT),
        "risk": (*RISK, WITHDRAWN_ABSENT),
        "found_by": FOUND_BY,
        "sex": SEX,
    },
    several=("flags",),
)
CONTACTS: Final = Layout(
    "contacts.csv", required=("incident_id", "kind", "value"), optional=("role",), words={"kind": CONTACT}
)
INTERVIEWS: Final = Layout(
    "interviews.csv",
    required=("incident_id", "offered_at", "held_at"),
    optional=("accepted",),
    times=("offered_at", "held_at"),
    words={"accepted": ACCEPTED},
)

LAYOUTS: Final = (INCIDENTS, CONTACTS, INTERVIEWS)
