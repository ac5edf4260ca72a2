"""From a feeds file to polls, and from a feed's bytes to entries."""
