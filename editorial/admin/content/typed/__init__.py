"""What somebody typed and has not saved: moved about, shown again, kept for later."""
