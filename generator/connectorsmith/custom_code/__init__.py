"""Custom code: compile script.csx with Mono and run it against recorded answers."""
