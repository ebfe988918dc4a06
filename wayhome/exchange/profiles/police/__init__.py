"""A police force's files: incidents, and with them contacts and return interviews where the force sends them."""

from wayhome.exchange.profiles.police.files import PoliceFiles
from wayhome.exchange.profiles.police.sender import Sender

__all__ = ["PoliceFiles", "Sender"]
