"""How Django itself writes dates, where it differs from what the desk writes elsewhere."""
