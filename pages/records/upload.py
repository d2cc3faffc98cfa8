"""Show the page Nạp tệp: upload files, see what each was recognised as, publish, undo."""

from ui.upload.page import head, upload

head()
upload()
