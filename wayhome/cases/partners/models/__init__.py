"""The tables of a partnership: agencies, teams, users and their homes, shifts."""

from wayhome.cases.partners.models.agency import Agency
from wayhome.cases.partners.models.home import Home
from wayhome.cases.partners.models.shift import Shift
from wayhome.cases.partners.models.team import Team
from wayhome.cases.partners.models.user import User

__all__ = ["Agency", "Home", "Shift", "Team", "User"]
