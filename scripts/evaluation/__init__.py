"""Measured quality: labelled sets and seeded errors against the tool."""
