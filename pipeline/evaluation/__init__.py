"""How good the event coder is: the gold and its scores, what confidence means, what each layer is worth."""
