"""The project: settings, addresses and the WSGI door. It may import every app; none imports it."""
