"""The nouns: frozen types that every step takes and returns."""
