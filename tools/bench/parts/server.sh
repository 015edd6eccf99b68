# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC1112,SC1003
# What the server is told, and what waits on the stick until it has acknowledged it.

MOST_BYTES=20971520

# Asks the server; its answer is in $work/answer, its status in $status, 000 where nothing came.
ask_server() { # PATH CURL-OPTION…
  to=$1; shift
  status=$(curl -sS --connect-timeout 10 --max-time 600 -o "$work/answer" -w '%{http_code}' -H "@$work/key" "$@" "$server/api/v1/bench/$to" 2> "$work/curl") || status=000
}

said() { grep -o "\"$1\":\"[^\"]*\"" "$work/answer" 2> /dev/null | head -1 | sed 's/^"[^"]*":"//; s/"$//'; }

announced() { [ -n "${run:-}" ]; }

drives_json() {
  first=
  while IFS='	' read -r path bus size serial model; do
    printf '%s{"serial":"%s","model":"%s","sizeBytes":%s,"bus":"%s"}' "$first" "$serial" "$model" "$size" "$bus"
    first=,
  done < "$work/drives"
}

# Announces this machine; the first byte waits for the answer. A run that the power cut is the same run again, erased from the beginning.
announce() {
  refused=; run=
  body="{\"device\":\"$(printf %s "$code" | clean)\",\"serial\":\"$(machine_serial)\",\"drives\":[$(drives_json)]}"
  run_folder=
  for folder in "$outbox"/run-*; do
    [ -e "$folder/announcement" ] && [ ! -e "$folder/outcome" ] && [ "$(cat "$folder/announcement")" = "$body" ] && run_folder=$folder
  done
  if [ -z "$run_folder" ]; then
    run_folder=$outbox/run-$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')
    mkdir "$run_folder"; save "$run_folder/announcement" "$body"
  fi
  while :; do
    ask_server runs -H 'content-type: application/json' -H "Idempotency-Key: ${run_folder##*/}" --data-binary "@$run_folder/announcement"
    case $status in
      201)
        if grep -q '"endedAt":null' "$work/answer"; then
          run=$(said id); code=$(said code | sed 's/^\(....\)\(...\)$/BN-\1-\2/'); save "$run_folder/run" "$run"; return 0
        fi
        # Somebody gave it up meanwhile: it is announced anew.
        save "$run_folder/outcome" failed; [ -n "$(find "$run_folder" -name 'drive-*')" ] || rm -rf "$run_folder"
        announce; return;;
      000 | 429 | 5*) say 'Pas de réponse du serveur : rien n’est effacé. Nouvel essai…'; sleep "$pause";;
      *)
        say "Refusé, rien n’est effacé : $(said title)"
        rm -rf "$run_folder"
        case $status in 401 | 403) refused=lasting;; esac
        return 1;;
    esac
  done
}

report_progress() {
  reported=; position=0
  while [ "$position" -lt "$count" ]; do
    reported="$reported${reported:+,}{\"position\":$position,\"state\":\"$(cat "$work/$position.state" 2> /dev/null || echo waiting)\",\"percent\":$(cat "$work/$position.percent" 2> /dev/null || echo 0)}"
    position=$((position + 1))
  done
  ask_server "runs/$run/progress" --max-time 20 -H 'content-type: application/json' --data-binary "{\"drives\":[$reported]}"
  [ "$status" != 409 ] || say 'Abandonné sur le site : la preuve sera gardée, à juger par une personne.'
}

send_inventory() {
  lsblk -J -b -o NAME,TYPE,SIZE,ROTA,RM,TRAN,VENDOR,MODEL,SERIAL,REV,MOUNTPOINTS > "$work/lsblk.json" 2> /dev/null && save "$run_folder/inventory.json" < "$work/lsblk.json"
  send_file "$run_folder" inventory.json inventories inventory || say 'L’inventaire part plus tard.'
}

# One try. 0: the server has it, and the stick forgets it; 1: later; 2: it stays here.
send_file() { # FOLDER FILE WHERE FIELD
  to_drive=; case $2 in drive-*) to_drive=${2#drive-}; to_drive=${to_drive%%-*};; esac
  [ -e "$1/$2" ] || return 0
  digest=$(sha256sum "$1/$2" | cut -c1-64)
  if [ "$(wc -c < "$1/$2")" -gt "$MOST_BYTES" ]; then
    say "$2 pèse plus de 20 Mo : il reste sur cette clé USB, dans $1."
    return 2
  fi
  ask_server "runs/$(cat "$1/run")/$3${to_drive:+?position=$to_drive}" -F "$4=@$1/$2;filename=$(basename "$1")-$2"
  case $status in
    200 | 201)
      [ "$(said sha256)" = "$digest" ] || return 1
      # What it proves: only the server says so.
      [ -z "$to_drive" ] || [ "$1" != "$run_folder" ] || said verdict > "$work/$to_drive.verdict"
      rm -f "$1/$2"; return 0;;
    000 | 408 | 429 | 5*) return 1;;
    *) say "Le serveur refuse $2 ($status) : $(said title)"; return 2;;
  esac
}

# Sends what a run left on the stick, then how it ended; the folder goes when all is acknowledged.
send_folder() {
  left=0
  send_file "$1" inventory.json inventories inventory
  # What no reader knows proves nothing, and is no reason to hold the evidence back.
  case $? in 1) left=1;; 2) rm -f "$1/inventory.json";; esac
  for file in "$1"/drive-*.txt; do
    [ -e "$file" ] || continue
    send_file "$1" "${file##*/}" evidence log
    result=$?; [ "$result" -le "$left" ] || left=$result
  done
  [ "$left" != 1 ] || return 1
  # What stays here proves nothing there.
  [ "$left" = 0 ] || [ ! -e "$1/outcome" ] || { sed 's/"outcome":"done"/"outcome":"failed"/' "$1/outcome" > "$work/failed" && save "$1/outcome" < "$work/failed"; }
  if [ -e "$1/outcome" ]; then
    ask_server "runs/$(cat "$1/run")/progress" -H 'content-type: application/json' --data-binary "@$1/outcome"
    # One that somebody gave up stays as it ended.
    ending=; [ "$status" != 200 ] || ending=$(said outcome)
    case $status in 200 | 404 | 409) [ "$left" = 0 ] && rm -rf "$1"; return "$left";; 000 | 429 | 5*) return 1;; *) return 2;; esac
  fi
  return "$left"
}

finish() { # FOLDER OUTCOME
  reported=; position=0
  while [ "$position" -lt "$count" ]; do
    reported="$reported${reported:+,}{\"position\":$position,\"state\":\"$(cat "$work/$position.state")\",\"percent\":$(cat "$work/$position.percent")}"
    position=$((position + 1))
  done
  save "$1/outcome" "{\"drives\":[$reported],\"outcome\":\"$2\"}"
  while :; do
    send_folder "$1"
    case $? in
      0 | 2) return;;
      *) say 'Le serveur n’a pas encore les preuves : elles sont sur cette clé USB. Nouvel essai…'; sleep "$pause";;
    esac
  done
}

# What earlier machines left on this stick.
send_earlier() {
  for folder in "$outbox"/run-*; do
    [ -e "$folder/run" ] || continue
    if send_folder "$folder"; then
      [ -e "$folder" ] || say "Envoyé d’une machine d’avant : ${folder##*/}"
    else
      say "Reste sur cette clé USB : ${folder##*/}"
    fi
  done
}
