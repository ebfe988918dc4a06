"""Small police files for tests of loading."""

from __future__ import annotations

from pathlib import Path

INCIDENTS = (
    "incident_id,person_id,forename,surname,dob,last_seen_at,reported_at,returned_at,missing_from,risk"
)
FIRST = "I1,P1,Sam,Example,2011-05-06,2026-01-12 21:00,2026-01-12 22:00,2026-01-13 07:30,home,medium"
SECOND = "I2,P1,Sam,Example,2011-05-06,2026-02-01 19:00,2026-02-01 20:10,,care,high"
OTHER = "I3,P2,Alex,Sample,2012-01-02,2026-02-03 18:00,2026-02-03 19:00,2026-02-03 23:00,school,low"
UNREADABLE = "I4,P3,Kit,Model,2012-01-02,yesterday,2026-02-03 19:00,,school,low"


def police_files(folder: Path, *incidents: str, contacts: str = "", interviews: str = "") -> Path:
    """A folder of police files with these rows; `contacts` and `interviews` are whole files but for the header."""
    folder.mkdir(exist_ok=True)
    (folder / "incidents.csv").write_text("\n".join([INCIDENTS, *incidents, ""]), encoding="utf-8")
    if contacts:
        (folder / "contacts.csv").write_text(f"incident_id,kind,value,role\n{contacts}\n", encoding="utf-8")
    if interviews:
        (folder / "interviews.csv").write_text(
            f"incident_id,offered_at,accepted,held_at\n{interviews}\n", encoding="utf-8"
        )
    return folder


def year(folder: Path, children: int, each: int) -> Path:
    """So many children, missing so often."""
    rows = [
        f"I{child}-{time},P{child},Child,Number{child},2011-05-06,"
        f"2025-{time + 1:02}-03 21:00,2025-{time + 1:02}-03 22:00,2025-{time + 1:02}-04 07:30,home,medium"
        for child in range(children)
        for time in range(each)
    ]
    contacts = "\n".join(f"I{child}-0,phone,07700 9{child % 50:05},friend" for child in range(children))
    interviews = "\n".join(f"I{child}-0,2025-01-05,Y,2025-01-06" for child in range(children))
    return police_files(folder, *rows, contacts=contacts, interviews=interviews)
