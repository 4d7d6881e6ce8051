"""Pictures: what is let in, what comes out, and how files are served."""
