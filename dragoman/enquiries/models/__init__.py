"""The tables of this stage, a file for each thing that is asked, given or arranged."""

from __future__ import annotations

from dragoman.enquiries.models.deliveries import Access, Delivery
from dragoman.enquiries.models.demands import Demand, DemandContact
from dragoman.enquiries.models.enquiries import Act, Enquiry, EnquiryClip, Reader, Requester, Serial
from dragoman.enquiries.models.experts import Expert, Proposal
from dragoman.enquiries.models.threads import Attachment, CannedReply, Message, Note

__all__ = [
    "Access",
    "Act",
    "Attachment",
    "CannedReply",
    "Delivery",
    "Demand",
    "DemandContact",
    "Enquiry",
    "EnquiryClip",
    "Expert",
    "Message",
    "Note",
    "Proposal",
    "Reader",
    "Requester",
    "Serial",
]
