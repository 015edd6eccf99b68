#!/bin/sh
# Erases the fixed drives of the machine that it runs on, and reports it to the « Banque du Numérique ». See README.md.
#   bench.sh [FOLDER]    FOLDER holds bench.conf and the outbox; by default that of this script
# Ends with 0 when the server says that every drive is proven, with 2 when it has all and a person judges, else with 1.
# shellcheck disable=SC1112 # French apostrophes
set -u
here=$(cd "$(dirname "$0")" && pwd)
home=${1:-$here}
# shellcheck source=parts/server.sh
. "$here/parts/server.sh"
# shellcheck source=parts/drives.sh
. "$here/parts/drives.sh"
# shellcheck source=parts/erase.sh
. "$here/parts/erase.sh"
# shellcheck source=parts/bundle.sh
. "$here/parts/bundle.sh"
# shellcheck source=parts/screen.sh
. "$here/parts/screen.sh"

setting() { sed -n "s/^$1=//p" "$home/bench.conf" | tail -1 | tr -d '\r"'; }
[ -r "$home/bench.conf" ] || { say "Le fichier bench.conf manque dans $home."; big NON; exit 1; }
server=$(setting SERVER); server=${server%/}
method=$(setting METHOD); method=${method:-overwrite}
every=$(setting EVERY); every=${every:-30}
pause=$(setting RETRY); pause=${pause:-10}
outbox=$home/outbox
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$outbox" || { say 'La clé USB ne se laisse pas écrire : rien ne commence.'; big NON; exit 1; }
umask 077
printf 'Authorization: Bearer %s\n' "$(setting KEY)" > "$work/key"

show_passwords
run_folder=
send_earlier
list_drives > "$work/drives"
show_drives
if [ ! -s "$work/drives" ]; then say 'Aucun disque fixe à effacer.'; fi

# The code is typed at this machine: it stands on its label, and nowhere on this screen.
until announced; do
  ask_code || { big NON; exit 1; }
  announce && break
  case $refused in lasting) big NON "$code"; exit 1;; esac
done
say "Annoncé : $code. L’effacement commence."
send_inventory

position=0
: > "$work/pids"
while IFS='	' read -r path bus size serial model; do
  { erase "$position" "$path" "$bus" "$size" "$serial" "$model"; echo over > "$work/$position.over"; } < /dev/null &
  echo $! >> "$work/pids"
  position=$((position + 1))
done < "$work/drives"
count=$position

# The run goes on without a network: only its beginning needs one.
while [ "$(find "$work" -name '*.over' | wc -l)" -lt "$count" ]; do
  report_progress
  show_progress
  wait_a_moment "$every"
done
outcome='done'; ending=
position=0
while [ "$position" -lt "$count" ]; do
  [ "$(cat "$work/$position.state")" = 'done' ] || outcome=failed
  position=$((position + 1))
done
finish "$run_folder" "$outcome"
show_progress
show_passwords
if [ ! -e "$run_folder" ]; then
  case $ending in
    'done') big OK "$code"; exit 0;;
    to_judge) big 'A JUGER' "$code"; say 'Tout est envoyé, une personne juge : cet effacement n’est pas encore prouvé.'; exit 2;;
  esac
fi
big NON "$code"
[ ! -e "$run_folder" ] || say "Des preuves restent sur cette clé USB ($run_folder) : ne la reformatez pas."
exit 1
