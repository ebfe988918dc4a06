"""What needs a person now: the board, my work, who is called to a report, and what was sent to whom."""
