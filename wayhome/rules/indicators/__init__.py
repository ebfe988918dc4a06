"""Signs of exploitation: what the answers to an instrument add up to, and which of them the record suggests."""

from wayhome.rules.indicators.results import Result, result
from wayhome.rules.indicators.screenings import Screening, screenings
from wayhome.rules.indicators.suggestions import Suggestion, suggestions

__all__ = ["Result", "Screening", "Suggestion", "result", "screenings", "suggestions"]
