"""What the doors (command line, MCP, REST) share: reading what was given to a tool, and writing what it gives."""
