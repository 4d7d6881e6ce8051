"""What of somebody's memory and pictures stands on public pages, and how it leaves them."""
