"""The gateway on sockets: the HTTP client towards backends, and the server in the form of the platform."""
