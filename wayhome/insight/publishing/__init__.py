"""Tables as files for others: `sheets` says what stands on each, the others write it in a format each."""
