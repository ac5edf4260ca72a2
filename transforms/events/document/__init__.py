"""What a whole document adds to the acts its sentences tell."""
