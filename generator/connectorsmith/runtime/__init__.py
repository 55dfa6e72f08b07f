"""CONNECTOR + CONNECTION + CALL -> RESPONSE + TRACE: what the platform does with a call, without any network."""
