"""One folder a connector: a public register, held locally, asked with plain functions; knows no policies."""
