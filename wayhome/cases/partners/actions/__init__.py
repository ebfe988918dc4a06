"""Every change to a partnership: agencies, teams, users, their training, and shifts."""

from wayhome.cases.partners.actions.agencies import change_agency, create_agency, create_team
from wayhome.cases.partners.actions.postcodes import keep_postcode
from wayhome.cases.partners.actions.second_factors import give_second_factor, reset_second_factor
from wayhome.cases.partners.actions.shifts import hand_over_shift, put_on_shift, take_off_shift
from wayhome.cases.partners.actions.training import record_training
from wayhome.cases.partners.actions.users import (
    change_role,
    create_system_account,
    create_user,
    deactivate_user,
    give_password,
    move_user,
    reactivate_user,
)

__all__ = [
    "change_agency",
    "change_role",
    "create_agency",
    "create_system_account",
    "create_team",
    "create_user",
    "deactivate_user",
    "give_password",
    "give_second_factor",
    "hand_over_shift",
    "keep_postcode",
    "move_user",
    "put_on_shift",
    "reactivate_user",
    "record_training",
    "reset_second_factor",
    "take_off_shift",
]
