"""The primitive steps that the effects of policy templates are made of; each module is one step, found by its name.

A module has ``PHASES``, when the step may run, and ``apply``, which changes an exchange and gives a note for the trace.
"""
