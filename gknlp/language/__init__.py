"""Chinese text, knowing nothing of reports."""
