"""The three files and their columns."""

from typing import Final

from wayhome.exchange.profiles.folder import Layout

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
)
CONTACTS: Final = Layout("contacts.csv", required=("incident_id", "kind", "value"), optional=("role",))
INTERVIEWS: Final = Layout(
    "interviews.csv", required=("incident_id", "offered_at", "held_at"), optional=("accepted",)
)

LAYOUTS: Final = (INCIDENTS, CONTACTS, INTERVIEWS)
