"""Feeds: which to poll and when, and what a feed's bytes say, as plain Python.

`configuration` reads the user's list, `decision` says when to ask and what an answer means, `parsing` turns bytes
into entries, `merging` joins the entries of one article.
"""
