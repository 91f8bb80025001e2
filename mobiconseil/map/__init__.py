"""The map of the screen: a Folium page whose every part comes from this laptop, and what it may ask for."""
