"""PubMed searched in pieces, each by a process of its own, on one machine or several. Needs accord[shards]."""
