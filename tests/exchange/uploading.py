"""Files as a browser hands them in, and those who do."""

from __future__ import annotations

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.exchange.files import INCIDENTS
from wayhome.cases.audit.actions import INSTALLATION
from wayhome.cases.partners.actions import create_agency, create_user
from wayhome.cases.partners.models import Agency, User

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def incidents(*rows: str, name: str = "incidents.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([INCIDENTS, *rows, ""]).encode())


def contacts(*rows: str, name: str = "contacts.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(["incident_id,kind,value,role", *rows, ""]).encode())


def force_and_council(area: str = "X") -> tuple[Agency, Agency]:
    by, at = INSTALLATION, NOW
    force = create_agency(f"P-{area}", f"Force {area}", "police", nation="england", by=by, at=at)
    council = create_agency(
        f"C-{area}", f"Council {area}", "authority", nation="england", force=force, by=by, at=at
    )
    return force, council


def somebody(agency: Agency, role: str = "coordinator") -> User:
    email = f"{role}@{agency.code}.example".lower()
    return create_user(agency, email=email, full_name="A Colleague", role=role, by=INSTALLATION, at=NOW)
