"""Microsoft's services: deploy, pull and compare through paconn."""
