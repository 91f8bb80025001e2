"""Exchanges between laptops: what a file holds, how it is taken in, and what nobody may ever see again."""
