"""Tools of those who write policies: check one, run its examples, compare two, try it on cases."""
