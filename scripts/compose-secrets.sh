#!/bin/sh
# The secrets of docker-compose.yml, each in a file of the folder `secrets`: drawn where there is none yet, or taken from an `.env` that still says
# them. What is there stays. `sh scripts/compose-secrets.sh [folder]`
set -eu
folder=${1:-$(dirname "$0")/../secrets}
dotenv=$(dirname "$folder")/.env
# Containers read the files, each as a user of its own; the folder keeps the machine's other users out.
umask 022
mkdir -p "$folder"
chmod 700 "$folder"

said() {
  name=$(echo "$1" | tr '[:lower:]' '[:upper:]')
  [ ! -f "$dotenv" ] || sed -n "s/^$name=//p" "$dotenv" | tail -n 1 | tr -d '\r\n' | sed "s/^\([\"']\)\(.*\)\1\$/\2/"
}
put() { printf %s "$2" >"$folder/$1"; }

for name in bn_secret metrics_token owner_password redis_password server_password; do
  [ ! -s "$folder/$name" ] || continue
  value=$(said "$name")
  put "$name" "${value:-$(head -c 36 /dev/urandom | base64)}"
done
for name in bn_secret_previous oidc_providers smtp_password; do
  [ -e "$folder/$name" ] || put "$name" "$(said "$name")"
done
echo "Secrets in $folder: keep a copy of bn_secret away from the database and its backups."
