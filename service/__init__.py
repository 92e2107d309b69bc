"""From a question to an answer: understanding, composing, HTTP, pages, commands."""
