"""Ideas as residents share them: "me too", doubles joined, and the news of what became of them."""
