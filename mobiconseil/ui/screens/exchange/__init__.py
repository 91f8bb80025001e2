"""The Échanges section: files pass from laptop to laptop, and the team of laptops that opens them."""
