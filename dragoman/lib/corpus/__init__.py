"""Checked sentences for those who count, align and teach: translation memories (TMX) and texts (TEI)."""
