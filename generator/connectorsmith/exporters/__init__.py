"""A connector in the formats of other tools, with a report of what a format cannot hold."""
