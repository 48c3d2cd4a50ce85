"""What the desk writes about itself: the pages of the site that are no clip's.

Takes Markdown with marks that name clips and sentences by number; keeps every version that was published, each with
who, when and why; promises that what a page quotes is as it stands now: corrected, withdrawn, never a draft.
"""
