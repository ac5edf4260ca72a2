"""From the text of an article to the diplomatic events in it."""
