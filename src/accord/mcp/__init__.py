"""The connectors' tools for language models: Model Context Protocol over standard streams and streamable HTTP."""
