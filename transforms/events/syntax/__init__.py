"""Words to word classes, groups and clauses."""
