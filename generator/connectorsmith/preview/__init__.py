"""The preview: a local page that shows connectors as makers will see them, and runs them through the gateway."""
