"""What the numbers say: the rules asked of a whole file at once."""
