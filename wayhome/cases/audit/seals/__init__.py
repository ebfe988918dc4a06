"""What proves that no entry was changed: seals over entries, an anchor outside, and the search for the first fault."""
