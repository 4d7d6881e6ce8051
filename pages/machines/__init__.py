"""What machines ask for: the site map, robots.txt, and what is new."""
