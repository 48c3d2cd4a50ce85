"""The face for the public: the clip page, the index, media and captions."""
