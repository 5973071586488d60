# shellcheck shell=bash disable=SC2154,SC2034 # the tools that source this share their variables
# Sourced by run: the disk=... lines of guests. Loop and RAM devices are given out here, so that groups that run
# at the same time in dom0 need not argue about them.

loop_disks=0
null_disks=0
recorded_disks=0
ram_disks=0
ram_megabytes=0  # one size for all of a run: brd knows no other way
disk_megabytes=0 # of all disks, which live in dom0's memory

# disk=VDEV size=MEGABYTES [type=file|ram|null|recorded] [content=FILE] [readonly] [cdrom] [keep] [ATTRIBUTE=NUMBER ...]
read_disk() { # value
    local words word vdev size='' type=file content='' access=rw keep=drop attributes=''
    read -ra words <<< "$1"
    vdev=${words[0]:-}
    [[ $vdev =~ ^(xvd[a-z]|sd[a-p]|hd[a-d])$ ]] ||
        wrong "a disk begins with its name, xvda to xvdz, sda to sdp or hda to hdd"
    [[ $disk_entries != *"vdev=$vdev,"* ]] || wrong "two disks are called $vdev"
    for word in "${words[@]:1}"; do
        case $word in
            size=*) positive "${word#*=}" && size=${word#*=} ;;
            type=*) one_of "${word#*=}" file ram null recorded && type=${word#*=} ;;
            content=*) beside "${word#*=}" && content=$found ;;
            readonly) access=ro ;;
            cdrom) access=ro,devtype=cdrom ;;
            keep) keep=keep ;;
            *=*) [[ $word =~ ^[a-z_]+=[0-9]+$ ]] || wrong "'$word' is not ATTRIBUTE=NUMBER"
                attributes+=" $word" ;;
            *) wrong "'$word' says nothing about a disk; try size= type= content= readonly cdrom keep" ;;
        esac
    done
    [ -n "$size" ] || wrong "disk $vdev needs size=MEGABYTES"
    case $type in
        null) ;;
        recorded) [[ $attributes =~ ^\ log=[1-9][0-9]*$ ]] ||
            wrong "disk $vdev of type=recorded needs log=MEGABYTES, and nothing else"
            disk_megabytes=$((disk_megabytes + size + ${attributes#*=})) ;; # its base, and the log
        *) [ -z "$attributes" ] || wrong "only disks of type=null have attributes:$attributes" ;;
    esac
    [ -z "$content" ] || stage_content "$content" "$size" "$guest.$vdev"
    count_disk "$type" "$size"
    echo "$vdev $type $disk_number $size $keep$attributes" >> "$guest_folder/disks"
    [ -z "$disk_entries" ] || disk_entries+=', '
    disk_entries+="\"format=raw,vdev=$vdev,access=$access,script=block,target=/dev/lab/$guest.$vdev\""
}

count_disk() { # type, size: sets `disk_number`
    disk_megabytes=$((disk_megabytes + $2))
    case $1 in
        file) disk_number=$((loop_disks++)) ;;
        null) disk_number=$((null_disks++)) ;;
        recorded)
            disk_number=$loop_disks
            loop_disks=$((loop_disks + 2))
            recorded_disks=$((recorded_disks + 1)) ;;
        ram)
            [ "$ram_disks" -eq 0 ] || [ "$2" -eq "$ram_megabytes" ] ||
                wrong "all disks of type=ram in a run have one size, here $ram_megabytes; type=null has any"
            ram_megabytes=$2
            disk_number=$((ram_disks++)) ;;
    esac
}

stage_content() { # file, megabytes, name
    [ "$(stat -L -c %s "$1")" -le $(($2 * 1024 * 1024)) ] || wrong "'$1' is larger than the disk"
    cp "$1" "$output/.input/contents/$3"
}

disk_modules() { # what dom0 has to load, a module with its parameters in a line
    [ "$loop_disks" -eq 0 ] || echo "loop max_loop=$loop_disks"
    [ "$ram_disks" -eq 0 ] || echo "brd rd_nr=$ram_disks rd_size=$((ram_megabytes * 1024))"
    [ "$null_disks" -eq 0 ] || echo "null_blk nr_devices=0"
    [ "$recorded_disks" -eq 0 ] || echo dm-log-writes
}
