"""Permanence: the day is opened, people are received, and it is closed with nothing forgotten."""
