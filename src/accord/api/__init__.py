"""The connectors' tools for programs: REST with an OpenAPI description."""
