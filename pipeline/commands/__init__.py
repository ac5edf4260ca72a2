"""The commands of `attache`, one a file.

A command has HELP (its line in the help), `add_arguments(parser)` and `main(args)`, which returns the exit code.
What is heavy (Beam, Arrow, the lexicon) is imported inside `main`: `attache --help` pays for none of it.
"""
