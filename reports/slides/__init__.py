"""Write figures as slides for the meeting, with charts that PowerPoint goes on editing."""

from reports.slides.deck import slides

__all__ = ["slides"]
