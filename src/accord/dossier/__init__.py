"""The review as one value, and what is made of it: JSON, criteria table, audit document, letters; the citation check."""
