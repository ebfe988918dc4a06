"""The annual return of looked-after children (SSDA903): its tables, and the checks by which one is judged."""
