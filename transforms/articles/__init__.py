"""From a page's bytes and what the feed said to an article."""
