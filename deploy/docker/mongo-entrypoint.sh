#!/bin/bash
# A replica set with access control wants a key file, owned by the server's user. A set of one may make its own.
set -eu
key=/data/configdb/keyfile
if [ ! -s "$key" ]; then
  (umask 077 && head -c 96 /dev/urandom | base64 -w 0 > "$key")
fi
chown mongodb:mongodb "$key"
chmod 400 "$key"
exec docker-entrypoint.sh "$@"
