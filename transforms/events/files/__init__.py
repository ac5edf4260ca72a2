"""How the tables of knowledge are read: a folder of the package, and the folders of users before it."""
