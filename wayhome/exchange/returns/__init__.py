"""An annual return of looked-after children (SSDA903): the checks by which one is judged, and how one is written."""
