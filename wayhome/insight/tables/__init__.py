"""Published tables: each declared once, as counts over the extract, and asked of whatever engine holds it."""
