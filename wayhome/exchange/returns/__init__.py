"""The checks by which an annual return of looked-after children (SSDA903) is judged."""
