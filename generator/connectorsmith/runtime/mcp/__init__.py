"""Answers of servers of the Model Context Protocol, and their tools as Copilot Studio reads them."""
