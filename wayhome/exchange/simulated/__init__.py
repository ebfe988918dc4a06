"""A simulated partnership: a source like any other, with its truth apart. No child in it is anybody's.

    partners = partnership(now)                       agencies; what lies after `now` has not happened
    write_files(folder, partners, seed)               the history, as the forces would send it, and truth.csv
    write_dataset(folder, partners, seed)             the looked-after children, as their councils' systems hold them
    events(partners, seed)                            the last four weeks as they were written here, child by child
    calibration(population(partners, seed, n), now)   simulated beside published

The same seed and the same `now` give the same partnership, whoever asks. `staff` has who signs in and the rota.
"""

from wayhome.exchange.simulated.calibration import calibration
from wayhome.exchange.simulated.dataset import write_dataset
from wayhome.exchange.simulated.files import Extract, write_files
from wayhome.exchange.simulated.partnership import Partnership, partnership
from wayhome.exchange.simulated.population import population
from wayhome.exchange.simulated.record import CHILDREN, SEED, events

__all__ = [
    "CHILDREN",
    "SEED",
    "Extract",
    "Partnership",
    "calibration",
    "events",
    "partnership",
    "population",
    "write_dataset",
    "write_files",
]
