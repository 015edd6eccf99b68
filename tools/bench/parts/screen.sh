# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC1112,SC1003 # what bench.sh sets
# What the person at the machine reads.

say() { printf '%s\n' "$*"; }

letter() {
  case $1 in
    O) printf '%s\n' ' ##### ' '##   ##' '##   ##' '##   ##' ' ##### ';;
    K) printf '%s\n' '##  ## ' '## ##  ' '####   ' '## ##  ' '##  ## ';;
    N) printf '%s\n' '##   ##' '###  ##' '## # ##' '##  ###' '##   ##';;
    A) printf '%s\n' '  ###  ' ' ## ## ' '##   ##' '#######' '##   ##';;
    J) printf '%s\n' '    ## ' '    ## ' '    ## ' '##  ## ' ' ####  ';;
    U) printf '%s\n' '##   ##' '##   ##' '##   ##' '##   ##' ' ##### ';;
    G) printf '%s\n' ' ##### ' '##     ' '## ####' '##   ##' ' ##### ';;
    E) printf '%s\n' '###### ' '##     ' '####   ' '##     ' '###### ';;
    R) printf '%s\n' '###### ' '##   ##' '###### ' '##  ## ' '##   ##';;
    *) printf '%s\n' '  ' '  ' '  ' '  ' '  ';;
  esac
}

# big OK|NON|'A JUGER' [CODE]
big() {
  rm -f "$work"/letter-*; rest=$1; n=1
  while [ -n "$rest" ]; do
    letter "${rest%"${rest#?}"}" > "$work/letter-$n"
    rest=${rest#?}; n=$((n + 1))
  done
  printf '\n'; paste "$work"/letter-*
  printf '\n          %s   %s\n\n' "$1" "${2:-}"
}

show_drives() {
  say 'Disques fixes de cette machine, qui seront effacés :'
  while IFS='	' read -r path bus size serial model; do
    printf '  %-14s %-6s %8s Mo  %s  n° %s\n' "$path" "$bus" "$((size / 1000000))" "$model" "${serial:-inconnu}"
  done < "$work/drives"
  say 'Jamais parmi eux : ce qui est branché en USB, les cartes, et ce sur quoi cette machine a démarré.'
}

ask_code() {
  printf 'Scannez l’étiquette de CETTE machine, ou tapez son code (BN-…) : '
  IFS= read -r code || return 1
  code=$(printf %s "$code" | tr -d '[:space:]' | sed 's|.*/[Ee]/||')
  [ -n "$code" ] || ask_code
}

show_progress() {
  position=0
  while IFS='	' read -r path _; do
    if [ -e "$work/$position.verdict" ]; then
      printf '%s : %s\n' "$path" "$(french "$(cat "$work/$position.verdict")")"
    else
      printf '%s : %s %s %%\n' "$path" "$(french "$(cat "$work/$position.state" 2> /dev/null)")" "$(cat "$work/$position.percent" 2> /dev/null || echo 0)"
    fi
    position=$((position + 1))
  done < "$work/drives"
}

# The same words as on the wall (bench-runs.page.tsx). What the server says of the evidence comes after what the drive did.
french() {
  case $1 in
    erasing) echo efface;;
    checking) echo relit;;
    done) echo 'terminé, preuve attendue';;
    failed) echo échec;;
    proven) echo prouvé;;
    to_judge) echo 'envoyé, une personne juge';;
    refused) echo 'rien de prouvé';;
    *) echo attend;;
  esac
}

# A password that an erase set locks the drive until it is taken off: it stays shown, also after a power loss.
show_passwords() {
  for file in "$outbox"/password-*; do
    [ -e "$file" ] || continue
    say "MOT DE PASSE ATA ENCORE POSÉ sur le disque n° ${file##*/password-} : $(cat "$file")"
    say "  à ôter : hdparm --user-master u --security-disable $(cat "$file") DISQUE"
  done
}

wait_a_moment() { sleep "$1"; }
