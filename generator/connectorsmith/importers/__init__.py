"""FOREIGN FILES -> CONNECTOR: an apiDefinition and an apiProperties file to the model, without loss."""
