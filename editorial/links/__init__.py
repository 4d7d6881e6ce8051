"""Links to our own pages: stored by what they lead to, shown with its present address."""
