"""Clauses to acts: who did what to whom, as one sentence tells it."""
