"""How it is wired: settings, root URLs, the `wayhome` command."""
