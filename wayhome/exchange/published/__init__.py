"""Published figures, as somebody writes them down in a text editor."""
