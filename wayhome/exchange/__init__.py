"""How Wayhome speaks with other systems: files in and out, the register, simulated partnerships."""
