"""The project: settings, addresses and the WSGI door. It may import every room; none imports it."""
