# shellcheck shell=sh
# shellcheck disable=SC2154,SC2034,SC1112,SC1003
# Which drives are fixed, and what each is. One line a drive: path, bus, bytes, serial, model, between tabs.

sys=/sys

clean() { tr -d '\000-\037"\\' | sed 's/^ *//; s/ *$//'; }
read_sys() { [ -r "$1" ] && clean < "$1"; }

# The whole drives on which something is mounted: what this machine started from, and where the outbox is, are among them.
mounted_drives() {
  awk '$1 ~ "^/dev/" {print $1}' /proc/mounts | while read -r mounted; do
    name=$(basename "$(readlink -f "$mounted")")
    if [ -d "$sys/block/$name" ]; then
      echo "$name"
    else
      for parent in "$sys"/block/*/"$name"; do
        [ -d "$parent" ] && basename "$(dirname "$parent")"
      done
    fi
    for slave in "$sys/class/block/$name/slaves"/*; do
      [ -e "$slave" ] && basename "$(readlink -f "$slave/..")"
    done
  done | sort -u
}

is_fixed() {
  case $1 in loop* | ram* | zram* | sr* | fd* | dm-* | md* | mtdblock* | nbd* | *boot[0-9] | *rpmb*) return 1;; esac
  [ "$(cat "$sys/block/$1/removable" 2> /dev/null)" = 0 ] || return 1
  [ "$(cat "$sys/block/$1/size" 2> /dev/null || echo 0)" -gt 0 ] || return 1
  case $(readlink -f "$sys/block/$1") in */usb[0-9]*) return 1;; esac
  # A card in its reader; an eMMC says MMC.
  [ "$(cat "$sys/block/$1/device/type" 2> /dev/null)" != SD ] || return 1
  ! grep -qx "$1" "$work/mounted"
}

serial_of() {
  for serial_file in "$sys/block/$1/device/serial" "$sys/block/$1/serial"; do
    [ -s "$serial_file" ] && { read_sys "$serial_file"; return; }
  done
  if command -v hdparm > /dev/null 2>&1; then
    found=$(hdparm -I "/dev/$1" 2> /dev/null | sed -n 's/^[[:space:]]*Serial Number:[[:space:]]*//p' | clean)
    [ -n "$found" ] && { printf %s "$found"; return; }
  fi
  command -v udevadm > /dev/null 2>&1 && udevadm info --query=property --name="/dev/$1" 2> /dev/null | sed -n 's/^ID_SERIAL_SHORT=//p' | clean
}

bus_of() {
  case $1 in
    nvme*) echo nvme;;
    mmcblk*) echo mmc;;
    loop*) echo loop;;
    *) case $(readlink -f "$sys/block/$1") in */ata[0-9]*) echo sata;; */virtio*) echo virtio;; *) echo scsi;; esac;;
  esac
}

describe() {
  model=$(read_sys "$sys/block/$1/device/model"); [ -n "$model" ] || model=$(read_sys "$sys/block/$1/device/name")
  printf '/dev/%s\t%s\t%s\t%s\t%s\n' "$1" "$(bus_of "$1")" "$(($(cat "$sys/block/$1/size") * 512))" "$(serial_of "$1")" "${model:-inconnu}"
}

list_drives() {
  mounted_drives > "$work/mounted"
  trial=$(setting TRIAL_DRIVES)
  if [ -n "$trial" ]; then
    # For trying the script on an ordinary machine: files, and nothing else.
    for drive in $trial; do
      case $drive in /dev/loop[0-9]*) describe "${drive#/dev/}";; esac
    done
    return
  fi
  for drive in "$sys"/block/*; do
    is_fixed "${drive##*/}" && describe "${drive##*/}"
  done
}

machine_serial() { read_sys "$sys/class/dmi/id/product_serial"; }
