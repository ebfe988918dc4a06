"""The evening on which these tests look at the simulated partnership."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
SEED = 1
