"""Faults of services, clients, scripts and stores, and what the gateway answers to each."""
