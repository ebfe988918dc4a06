"""Numbers of the record on pages: counted by night, shown to whoever may read them, each with how it was made."""
