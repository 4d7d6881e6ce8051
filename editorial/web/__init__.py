"""What public pages share: their frame, former addresses, who asks."""
