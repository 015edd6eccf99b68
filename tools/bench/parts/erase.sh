# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC1112,SC1003
# One drive: erased by what its kind allows, read back, and its bundle written on the stick.

percent() { echo "$2" > "$work/$1.percent.new" && mv "$work/$1.percent.new" "$work/$1.percent"; }
state() { echo "$2" > "$work/$1.state.new" && mv "$work/$1.state.new" "$work/$1.state"; }

# How much of the drive was written and read since it began: a pass that writes, and one that reads it back.
percent_of() { # PATH BYTES BEGAN
  now=$(awk '{print $3 + $7}' "$sys/block/${1#/dev/}/stat")
  done_percent=$(((now - $3) * 512 * 100 / ($2 * 2 + 1)))
  [ "$done_percent" -lt 100 ] || done_percent=99
  echo "$done_percent"
}

# Runs a command that erases; its words and its end are in the bundle.
run_command() { # POSITION COMMAND…
  at=$1; shift
  printf '%s\n' "$*" >> "$work/$at.command"
  "$@" >> "$work/$at.output" 2>&1 < /dev/null &
  command_pid=$!
  while kill -0 "$command_pid" 2> /dev/null; do
    percent "$at" "$(percent_of "$path" "$size" "$began")"
    sleep 1
  done
  wait "$command_pid"; ended=$?
  printf '%s\n' "$ended" >> "$work/$at.exit"
  return "$ended"
}

overwrite() {
  run_command "$1" nwipe --autonuke --nogui --nowait --noblank --PDFreportpath=noPDF --method=zero --verify=last --logfile="$work/$1.nwipe" "$path"
  # It ends with 0 on a drive that it did not erase.
  grep -Eq '^!?[[:space:]]*[^|]+\|[[:space:]]*Erased' "$work/$1.nwipe"
}

# The lines of `hdparm -I` on its security. Each says « supported », « enabled », « locked », « frozen », or « not » before it.
security_of() { hdparm -I "$1" 2> /dev/null | sed -n '/^Security:/,/^[A-Z]/p'; }
# says WORD: the security read from the input has it, without « not » before it nor « enhanced erase » behind.
says() { grep -q "^[[:space:]]*$1[[:space:]]*\$"; }

# The drive's own command. Nothing is believed of it here: a person judges what the bundle says.
by_firmware() {
  case $bus in
    nvme) run_command "$1" nvme format "$path" --ses=1 --force;;
    sata)
      security=$(security_of "$path")
      if ! printf '%s\n' "$security" | says supported; then echo 'not supported' >> "$work/$1.output"; return 1; fi
      for word in frozen locked; do
        if printf '%s\n' "$security" | says "$word"; then echo "$word" >> "$work/$1.output"; return 1; fi
      done
      password=BANQUE; mark=$outbox/password-${serial:-${path##*/}}
      save "$mark" "$password"
      run_command "$1" hdparm --user-master u --security-set-pass "$password" "$path" &&
        run_command "$1" hdparm --user-master u --security-erase "$password" "$path"
      result=$?
      # An erase that ended takes the password off by itself; else it stays shown until somebody does.
      if security_of "$path" | says 'not[[:space:]]*enabled'; then rm -f "$mark"; fi
      return "$result";;
    *) return 1;;
  esac
}

# Sixteen places drawn by chance, and the two ends: how many bytes are not zero, and how many places the drive did not give.
read_back() {
  blocks=$((size / 65536)); odd=0; samples=0; unread=0
  [ "$blocks" -gt 0 ] || return 0
  for at_block in 0 $((blocks - 1)) $(od -An -N64 -tu4 /dev/urandom); do
    dd if="$path" bs=65536 skip=$((at_block % blocks)) count=1 2> /dev/null > "$work/$here_at.block"
    [ "$(wc -c < "$work/$here_at.block")" -eq 65536 ] || unread=$((unread + 1))
    n=$(tr -d '\000' < "$work/$here_at.block" | wc -c)
    odd=$((odd + n)); samples=$((samples + 1))
  done
  printf 'samples: %s\nunread: %s\nnonzero: %s\n' "$samples" "$unread" "$odd"
}

# Whether what was read back is all zeros: nothing read is no good sign. READBACK-FILE
is_empty() { grep -qx 'unread: 0' "$1" && grep -qx 'nonzero: 0' "$1"; }

identify() {
  case $bus in
    nvme) nvme id-ctrl "$path" 2> /dev/null | grep -E '^(sn|mn|fr|sanicap|fna)'; nvme sanitize-log "$path" 2> /dev/null;;
    sata) hdparm -I "$path" 2> /dev/null | sed -n '/Serial Number/p; /^Security:/,/^[A-Z][a-z]* *[a-z]*:$/p'; hdparm -N "$path" 2> /dev/null;;
  esac
}

erase() { # POSITION PATH BUS BYTES SERIAL MODEL
  here_at=$1; path=$2; bus=$3; size=$4; serial=$5; model=$6
  percent "$here_at" 0; state "$here_at" erasing
  began=$(awk '{print $3 + $7}' "$sys/block/${path#/dev/}/stat")
  : > "$work/$here_at.command"; : > "$work/$here_at.output"; : > "$work/$here_at.exit"; : > "$work/$here_at.nwipe"
  identify > "$work/$here_at.before"
  good=0
  case $method in
    firmware) by_firmware "$here_at" || good=1;;
    both) by_firmware "$here_at"; overwrite "$here_at" || good=1;;
    *) overwrite "$here_at" || good=1;;
  esac
  state "$here_at" checking
  read_back > "$work/$here_at.readback"
  is_empty "$work/$here_at.readback" || good=1
  identify > "$work/$here_at.after"
  bundle "$here_at" > "$work/$here_at.bundle"
  # Never over one that waits: the power may have gone after an earlier erase of this drive.
  save "$run_folder/drive-$here_at-$(od -An -N4 -tx1 /dev/urandom | tr -d ' \n').txt" < "$work/$here_at.bundle"
  if [ "$good" = 0 ]; then percent "$here_at" 100; state "$here_at" 'done'; else state "$here_at" failed; fi
}
