"""The guided exercise: ten minutes on fictional people, beside the screens and never over them."""
