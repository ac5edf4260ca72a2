"""Asking the web politely and safely: addresses, robots, manners, the client."""
