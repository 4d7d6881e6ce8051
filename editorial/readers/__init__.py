"""Native readers without an account: invited, shown the texts, their suggestions decided."""
