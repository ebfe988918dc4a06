"""Who signs in, how they prove it, and the trace it leaves: allauth's doors, as this record opens them."""
