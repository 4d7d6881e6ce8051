"""What the admin answers when something cannot be done: nothing that was typed is lost."""
