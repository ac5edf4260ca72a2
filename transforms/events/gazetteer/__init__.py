"""The names the coder knows: states, organisations, offices and who held them when, places."""
