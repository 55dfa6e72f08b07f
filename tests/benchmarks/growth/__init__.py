"""How time and memory of each verb grow with the size of what it reads."""
