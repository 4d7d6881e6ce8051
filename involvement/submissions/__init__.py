"""What may be done with a submission, by staff, sender and guardian."""
