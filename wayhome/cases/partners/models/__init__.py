"""The tables of a partnership: agencies, teams, users with their postcodes and training, shifts."""

from wayhome.cases.partners.models.agency import Agency
from wayhome.cases.partners.models.own_postcode import OwnPostcode
from wayhome.cases.partners.models.shift import Shift
from wayhome.cases.partners.models.team import Team
from wayhome.cases.partners.models.training import Training
from wayhome.cases.partners.models.user import User

__all__ = ["Agency", "OwnPostcode", "Shift", "Team", "Training", "User"]
