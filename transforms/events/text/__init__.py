"""Text to sentences and tokens, and words to their forms: nothing here knows what a word means."""
