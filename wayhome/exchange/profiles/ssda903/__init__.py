"""An annual return of looked-after children: its missing periods, and what else it says of the children in them."""

from wayhome.exchange.profiles.ssda903.files import ReturnFiles, numbers_of
from wayhome.exchange.profiles.ssda903.layouts import LAYOUTS
from wayhome.exchange.profiles.ssda903.tables import named, opened_return

__all__ = ["LAYOUTS", "ReturnFiles", "named", "numbers_of", "opened_return"]
