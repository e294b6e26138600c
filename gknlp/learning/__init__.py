"""Corpora and models: labelled sentences are read and checked, models trained, evaluated and written down with a card."""
