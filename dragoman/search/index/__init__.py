"""The index of clips: what it holds, what it is asked, and the two engines that answer alike."""
