"""Cases of connectors: read from YAML, run through the gateway, compared, counted and recorded."""
