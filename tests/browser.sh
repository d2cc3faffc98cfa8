#!/bin/sh
# A browser for the tests: $CHROMIUM, else Debian's (installed where we may), else Playwright's own.
set -e
if [ -n "$CHROMIUM" ] || command -v chromium >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$1" -m playwright install chromium
