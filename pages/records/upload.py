"""Nạp tệp: put files in, see what each was taken for, publish, take back."""

from ui.upload import head, upload

head()
upload()
