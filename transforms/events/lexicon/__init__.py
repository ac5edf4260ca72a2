"""The words that tell acts, and the codes of the acts they tell."""
