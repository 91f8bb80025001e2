"""What can still be read of a damaged base, page by page, without the help of the engine that refuses it."""
