#!/bin/sh
# Sets the program up as services on Debian or Ubuntu. Run as root in the folder of the program; run it again
# from the folder of a newer version to upgrade: data and the office's own settings stay where they are, and an
# old snapshot is made again by this version. REFORM_PROGRAM, REFORM_HOME and REFORM_BACKUPS name other places.
set -eu
program=${REFORM_PROGRAM:-/opt/reform}
home=${REFORM_HOME:-/var/lib/reform}
backups=${REFORM_BACKUPS:-/var/backups/reform}
units=${REFORM_UNITS:-/etc/systemd/system}
cd "$(dirname "$0")/../.."
here=$(pwd -P)
# What the picture of the rooms says, so that no room is forgotten; settings and looks are no rooms.
rooms="$("${PYTHON:-python3}" deploy/rooms.py) settings .streamlit"

sums() { (cd "$1" && find . -type f ! -name '.*' -exec sha256sum {} + | LC_ALL=C sort -k 2); }

# A load that is stopped here leaves the old snapshot and its files in the inbox; the next one takes them.
systemctl stop reform-load.timer reform-backup.timer reform-load.service reform-backup.service \
    reform-dashboard.service 2>/dev/null || true
id reform >/dev/null 2>&1 || useradd --system --home-dir "$home" --shell /usr/sbin/nologin reform
mkdir -p "$program" "$home/inbox" "$backups"

if [ "$here" != "$(cd "$program" && pwd -P)" ]; then
    # Settings that somebody changed in the folder of the program are the office's: from now on in its home.
    if [ -d "$program/settings" ] && [ ! -d "$home/settings" ] &&
        [ "$(sums "$program/settings")" != "$(cat "$program/.settings.sums" 2>/dev/null)" ] &&
        [ "$(sums "$program/settings")" != "$(sums settings)" ]; then
        cp -R "$program/settings" "$home/settings"
        echo "The settings of $program were changed by hand; they are kept in $home/settings."
    fi
    for room in $rooms; do rm -rf "${program:?}/$room"; done
    # shellcheck disable=SC2086
    cp -R dashboard.py $rooms Makefile requirements.txt "$program/"
    sums settings >"$program/.settings.sums"
fi
make -C "$program" setup
chown -R reform: "$home" "$backups"
chmod 750 "$home" "$backups"

for unit in deploy/linux/*.service deploy/linux/*.timer; do
    sed -e "s|/opt/reform|$program|g" -e "s|/var/lib/reform|$home|g" -e "s|/var/backups/reform|$backups|g" \
        "$unit" >"$units/$(basename "$unit")"
done
systemctl daemon-reload
# What the upgrade cannot do it says; the old snapshot stays, and the services start all the same.
upgraded=0
(cd "$program" && runuser -u reform -- env REFORM_HOME="$home" "$program/.venv/bin/python" -m etl upgrade) ||
    upgraded=$?
systemctl enable --now reform-dashboard.service reform-load.timer reform-backup.timer
exit "$upgraded"
