"""Whole annual reports of the project's own wording, with known figures, planted defects and clean decoys."""
