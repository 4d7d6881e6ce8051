"""The search for visitors: what they ask, what is found, and how a result is shown."""
