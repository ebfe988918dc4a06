"""An annual return of looked-after children: its missing periods, and what else it says of the children in them."""

from wayhome.exchange.profiles.ssda903.council import Council
from wayhome.exchange.profiles.ssda903.files import ReturnFiles

__all__ = ["Council", "ReturnFiles"]
