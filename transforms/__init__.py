"""How feeds become events: Beam stages here, and one folder of plain Python for each kind of knowledge."""
