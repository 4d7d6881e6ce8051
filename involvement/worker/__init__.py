"""The process beside the web server."""
