"""How long a record is kept, and letting it go."""
