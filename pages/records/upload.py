"""Show the page Nạp tệp: upload files, see what each was recognised as, publish, undo."""

from ui.upload.page import draw_page_header, draw_upload

draw_page_header()
draw_upload()
