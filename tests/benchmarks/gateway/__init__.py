"""The served gateway beside Prism: requests a second, latency, and where the time of a call goes."""
