"""The policy templates as data: one YAML file each."""
