"""The user guide: pages written in the resources, read by the help, the paper and the site."""
