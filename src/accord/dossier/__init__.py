"""The review as one value, and what is made of it: JSON, tables, audit document, letters; and the citation check."""
