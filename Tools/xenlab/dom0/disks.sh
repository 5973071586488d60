# Sourced by run-group: the block devices behind a guest's disks. A line of a guest's `disks` file is
#   vdev kind number megabytes keep|drop [attribute=value ...]
# with the number, among those of its kind, that the host gave out. Xen finds the device as /dev/lab/NAME.vdev.
# shellcheck shell=sh

make_disks() { # guest
    while read -r vdev kind number megabytes _ attributes; do
        case $kind in
            file) device=$(make_file_disk "$1.$vdev" "$number" "$megabytes") ;;
            ram) device=/dev/ram$number ;;
            null) device=$(make_null_disk "labnull$number" "$megabytes" "$attributes") ;;
            recorded) device=$(make_recorded_disk "$1.$vdev" "$number" "$megabytes" "$attributes") ;;
        esac || return 1
        [ -b "$device" ] || { echo "no device behind disk $vdev ($kind)"; return 1; }
        [ "$kind" = recorded ] || ln -sf "$device" "/dev/lab/$1.$vdev"
        [ "$kind" = recorded ] || [ ! -e "/out/.input/contents/$1.$vdev" ] ||
            dd if="/out/.input/contents/$1.$vdev" of="$device" bs=64k conv=fsync 2> /dev/null || return 1
    done < "/lab/guests/$1/disks"
}

make_file_disk() { # name, number, megabytes: a sparse file in dom0's memory behind a loop device
    truncate -s "$3M" "/run/lab/$1.img" && losetup "/dev/loop$2" "/run/lab/$1.img" && echo "/dev/loop$2"
}

# null_blk with its own memory: the one whose size, cache and latency can be chosen. Linux
# Documentation/block/null_blk.rst names the attributes.
make_null_disk() { # name, megabytes, attributes
    folder=/sys/kernel/config/nullb/$1
    mkdir "$folder" && echo "$2" > "$folder/size" && echo 1 > "$folder/memory_backed" || return 1
    for attribute in $3; do
        echo "${attribute#*=}" > "$folder/${attribute%%=*}" || return 1
    done
    echo 1 > "$folder/power" && echo "/dev/$1"
}

# See `recorded`. The content is put below the record; a copy of it, what was there before the record, is
# /run/lab/NAME.vdev.base.
make_recorded_disk() { # name, number, megabytes, log=megabytes
    mkdir "/run/lab/$1.recorded" && echo "$2 ${4#log=}" > "/run/lab/$1.recorded/settings" &&
        truncate -s "$3M" "/run/lab/$1.img" || return 1
    [ ! -e "/out/.input/contents/$1" ] ||
        dd if="/out/.input/contents/$1" of="/run/lab/$1.img" bs=64k conv=notrunc 2> /dev/null || return 1
    cp "/run/lab/$1.img" "/run/lab/$1.base" && /lab/recorded begin "$1" && readlink "/dev/lab/$1"
}

drop_disks() { # guest: also copies out the contents that are to be kept
    while read -r vdev kind number _ keep _; do
        name=$1.$vdev
        if [ "$kind" = recorded ]; then
            [ ! -e "/dev/lab/$name" ] || /lab/recorded end "$name" "/out/$1/$vdev.log"
            [ "$keep" = drop ] || cp "/run/lab/$name.img" "/out/$1/$vdev.img"
            rm -rf "/run/lab/$name".*
            continue
        fi
        [ -e "/dev/lab/$name" ] || continue
        [ "$keep" = drop ] || dd if="/dev/lab/$name" of="/out/$1/$vdev.img" bs=64k 2> /dev/null
        case $kind in
            file) losetup -d "/dev/loop$number"; rm -f "/run/lab/$name.img" ;;
            null) rmdir "/sys/kernel/config/nullb/labnull$number" ;;
        esac
        rm -f "/dev/lab/$name"
    done < "/lab/guests/$1/disks"
}
