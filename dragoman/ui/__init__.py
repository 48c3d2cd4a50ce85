"""Page furniture shared by the faces: base page, components, tokens, fonts and scripts."""
