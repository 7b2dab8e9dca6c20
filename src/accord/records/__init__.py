"""Files in, one Record out: documents with pages and characters, FHIR resources, and what could not be read."""
