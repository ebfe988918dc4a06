"""Another's columns put in the place of a profile's, as a file that people write says: translated, not read anew."""
