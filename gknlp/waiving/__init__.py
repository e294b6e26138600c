"""Waivers (豁免): which findings people let pass, read from their files and applied to a batch."""

from gknlp.waiving.applying import apply
from gknlp.waiving.loading import load

__all__ = ["apply", "load"]
