#!/bin/sh
# Sets the program up as services on Debian or Ubuntu. Run as root in the folder of the program; run it again
# after an upgrade: data stay where they are, and an old snapshot is made again by this version.
set -eu
program=/opt/reform
home=/var/lib/reform
backups=/var/backups/reform
cd "$(dirname "$0")/../.."

id reform >/dev/null 2>&1 || useradd --system --home-dir "$home" --shell /usr/sbin/nologin reform
mkdir -p "$program" "$home/inbox" "$backups"
cp -R dashboard.py etl indicators languages pages reports settings ui warehouse .streamlit Makefile \
    requirements.txt "$program/"
make -C "$program" setup
chown -R reform: "$home" "$backups"

cp deploy/linux/*.service deploy/linux/*.timer /etc/systemd/system/
systemctl daemon-reload
systemctl stop reform-dashboard 2>/dev/null || true
runuser -u reform -- env REFORM_HOME="$home" "$program/.venv/bin/python" -m etl upgrade
systemctl enable --now reform-dashboard.service reform-load.timer reform-backup.timer
