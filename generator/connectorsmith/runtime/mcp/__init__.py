"""What servers of the Model Context Protocol answer, and what Copilot Studio makes of their tools."""
