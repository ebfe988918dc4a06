"""How far the numbers can be trusted: what is not stated, what cannot be so, and what is unlikely."""
