# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC1112,SC1003
# The file of one drive, as the server reads it: libs/bank/workshop/erasure/bench-bundle.ts.

# Written whole, or not at all, also where the power goes. save FILE [TEXT]
save() {
  if [ $# -gt 1 ]; then printf '%s\n' "$2" > "$1.new"; else cat > "$1.new"; fi
  sync "$1.new" 2> /dev/null || sync
  mv "$1.new" "$1"
  sync "$(dirname "$1")" 2> /dev/null || sync
}

script_hash() { cat "$here/bench.sh" "$here"/parts/*.sh | sha256sum | cut -c1-64; }

image_hash() {
  for squashfs in /run/live/medium/live/*.squashfs; do
    [ -e "$squashfs" ] && { sha256sum "$squashfs" | cut -c1-64; return; }
  done
  echo unknown
}

bundle() { # POSITION
  printf 'BENCH-BUNDLE 1\nrun: %s\ncode: %s\nmachine: %s\nscript: %s\nimage: %s\nmethod: %s\n' \
    "$run" "$code" "$(machine_serial)" "$(script_hash)" "$(image_hash)" "$method"
  printf 'path: %s\nbus: %s\nmodel: %s\nserial: %s\nsize: %s\n' "$path" "$bus" "$model" "$serial" "$size"
  for part in before command output exit after readback nwipe; do
    printf '== %s\n' "$part"
    [ -e "$work/$1.$part" ] && cat "$work/$1.$part"
  done
  printf '\n== end\n'
}
