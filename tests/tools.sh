#!/bin/sh
# What the tests need beside Python: a browser ($CHROMIUM, else Debian's, else Playwright's own), LibreOffice,
# poppler and the Liberation fonts. Installed where we may; elsewhere the tests that need them say what is missing.
set -e
missing=""
[ -n "$CHROMIUM" ] || command -v chromium >/dev/null || missing="chromium"
command -v soffice >/dev/null || missing="$missing libreoffice-calc libreoffice-writer libreoffice-impress"
# The documents are set in Times New Roman; a font as wide keeps their lines where Word breaks them.
fc-list 2>/dev/null | grep -q Liberation || missing="$missing fontconfig fonts-liberation"
command -v pdftotext >/dev/null || missing="$missing poppler-utils"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    exit 0
fi
case "$missing" in *chromium*) "$1" -m playwright install chromium ;; esac
