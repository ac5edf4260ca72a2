"""Dates in a sentence, and the days they mean to a text published on a given day."""
