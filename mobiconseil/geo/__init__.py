"""Places and lines read from local files: communes, borders, addresses, tiles, roads, timetables."""
