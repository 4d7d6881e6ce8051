"""The forms of the door, and of what somebody changes of their own account."""
