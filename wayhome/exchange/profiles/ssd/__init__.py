"""The standard safeguarding dataset: its table of missing episodes, and what its tables of people and care add."""

from wayhome.exchange.profiles.ssd.files import DatasetFiles, numbers_of, system_of
from wayhome.exchange.profiles.ssd.layouts import LAYOUTS

__all__ = ["LAYOUTS", "DatasetFiles", "numbers_of", "system_of"]
