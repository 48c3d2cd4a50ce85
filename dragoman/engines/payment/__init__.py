"""How money reaches us. Card numbers and bank log-ins are never here: a donor gives them to the provider alone."""
