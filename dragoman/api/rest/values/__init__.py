"""What the answers are made of. The descriptions stand in the OpenAPI document and on the reference page."""
