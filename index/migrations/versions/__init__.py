"""One file a version, oldest first: 0001, 0002, …"""
