"""What each printed paper says, ready to draw: frozen data whose strings are final French, and no rule."""
