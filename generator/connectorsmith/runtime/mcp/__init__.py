"""Operations that are servers of the Model Context Protocol: sessions, and what Copilot Studio makes of their tools."""
