"""Evidence: what the record says about a criterion, each finding with the place that proves it."""
