"""The embedded demo newsroom: news sites, feeds and their gold, written for the project and served on loopback.

`server.serve` opens it; `expected.check` compares what a lake holds with what the stories tell.
The stories follow events of their day loosely: wording, quotes and many details are invented. They are test
material, no record of what anybody did or said, and every page served says so in its source.
"""
