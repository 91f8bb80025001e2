"""Ctrl+K: people and actions, without leaving the keyboard."""
