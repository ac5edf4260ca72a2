"""Functions run on values in child processes that can be killed."""
