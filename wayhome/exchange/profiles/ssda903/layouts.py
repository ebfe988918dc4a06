"""The tables of a return that the checks of missing periods read, and where each stands in the XML form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wayhome.exchange.profiles.folder import Layout

HEADER: Final = Layout("header.csv", ("CHILD", "DOB"), ("SEX", "ETHNIC", "UPN"), days=("DOB",), child="CHILD")
EPISODES: Final = Layout(
    "episodes.csv",
    ("CHILD", "DECOM", "DEC", "REC"),
    ("RNE", "LS", "PLACE", "URN"),
    days=("DECOM", "DEC"),
    child="CHILD",
)
MISSING: Final = Layout(
    "missing.csv",
    ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    days=("DOB", "MIS_START", "MIS_END"),
    words={"MISSING": ("m", "a")},
    child="CHILD",
)
OC3: Final = Layout("oc3.csv", ("CHILD",))
UASC: Final = Layout("uasc.csv", ("CHILD", "DUC"))

LAYOUTS: Final = (HEADER, EPISODES, MISSING, OC3, UASC)

#: What the checks call each table.
NAMES: Final = {
    HEADER.file: "Header",
    EPISODES.file: "Episodes",
    MISSING.file: "Missing",
    OC3.file: "OC3",
    UASC.file: "UASC",
}

#: Every column of the tables that are written, in a return's own order, whether or not anything of it is known here.
WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    HEADER.file: ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    EPISODES.file: (
        "CHILD",
        "DECOM",
        "RNE",
        "LS",
        "CIN",
        "PLACE",
        "PLACE_PROVIDER",
        "DEC",
        "REC",
        "REASON_PLACE_CHANGE",
        "HOME_POST",
        "PL_POST",
        "URN",
    ),
    MISSING.file: MISSING.columns,
}
