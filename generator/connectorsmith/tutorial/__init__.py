"""Spokes, the small service of the tutorial: a bicycle workshop with OAuth, lists, files and webhooks, in memory."""
