"""What others said or did of a child while a page was open; see `ui.news`."""
