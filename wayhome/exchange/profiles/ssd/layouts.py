"""The tables of the standard safeguarding dataset, version 1.4.5, of which four say something of missing children.

Source: Data to Insight, ssd-data-model, commit 4987c73 of 14 July 2026. Each table is a CSV file of its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from wayhome.exchange.profiles.folder import Layout

MISSING: Final = Layout(
    "ssd_missing.csv",
    (
        "miss_table_id",
        "miss_person_id",
        "miss_missing_episode_start_date",
        "miss_missing_episode_type",
        "miss_missing_episode_end_date",
    ),
    ("miss_missing_rhi_offered", "miss_missing_rhi_accepted"),
    times=("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    words={
        "miss_missing_episode_type": ("m", "a", "missing", "away", "absent"),
        "miss_missing_rhi_offered": ("y", "n", "na"),
        "miss_missing_rhi_accepted": ("y", "n", "na"),
    },
    child="miss_person_id",
)
PERSON: Final = Layout(
    "ssd_person.csv",
    ("pers_person_id", "pers_dob"),
    (
        "pers_forename",
        "pers_surname",
        "pers_sex",
        "pers_gender",
        "pers_ethnicity",
        "pers_upn",
        "pers_single_unique_id",
    ),
    days=("pers_dob",),
    child="pers_person_id",
    longest=120,
)
EPISODES: Final = Layout(
    "ssd_cla_episodes.csv",
    ("clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    days=("clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
    child="clae_person_id",
)
PLACEMENTS: Final = Layout(
    "ssd_cla_placement.csv",
    (
        "clap_cla_placement_id",
        "clap_person_id",
        "clap_cla_placement_start_date",
        "clap_cla_placement_type",
        "clap_cla_placement_end_date",
    ),
    times=("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
    child="clap_person_id",
    longest=100,
)

LAYOUTS: Final = (MISSING, PERSON, EPISODES, PLACEMENTS)

#: Every column of each, in the dataset's own order: what is written, whether or not anything of it is known here.
WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    MISSING.file: MISSING.columns,
    PERSON.file: (
        "pers_legacy_id",
        "pers_person_id",
        "pers_upn",
        "pers_forename",
        "pers_surname",
        "pers_sex",
        "pers_gender",
        "pers_ethnicity",
        "pers_dob",
        "pers_single_unique_id",
        "pers_upn_unknown",
        "pers_send_flag",
        "pers_expected_dob",
        "pers_death_date",
        "pers_is_mother",
        "pers_nationality",
    ),
    EPISODES.file: (
        "clae_cla_episode_id",
        "clae_person_id",
        "clae_cla_placement_id",
        "clae_cla_episode_start_date",
        "clae_cla_episode_start_reason",
        "clae_cla_primary_need_code",
        "clae_cla_episode_ceased_date",
        "clae_cla_episode_ceased_reason",
        "clae_cla_id",
        "clae_referral_id",
        "clae_cla_last_iro_contact_date",
        "clae_entered_care_date",
    ),
    PLACEMENTS.file: (
        "clap_cla_placement_id",
        "clap_cla_id",
        "clap_person_id",
        "clap_cla_placement_start_date",
        "clap_cla_placement_type",
        "clap_cla_placement_urn",
        "clap_cla_placement_distance",
        "clap_cla_placement_provider",
        "clap_cla_placement_postcode",
        "clap_cla_placement_end_date",
        "clap_cla_placement_change_reason",
    ),
}
