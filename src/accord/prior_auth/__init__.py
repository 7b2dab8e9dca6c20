"""Prior authorization: the straight line from files to a proposal that a person decides on."""
