"""Accueil: who comes today, who to call back, what to go on with."""
