"""The embedded demo newsroom: news sites, feeds and their gold, written for the project and served on loopback.

`server.serve` opens it; `expected.check` compares what a lake holds with what the stories tell.
"""
