# Sourced after folders.sh: what swiftc needs to import our modules, as a host has them and as guests have them.
# shellcheck shell=bash disable=SC2034,SC2154 # who sources this uses them; folders.sh has set the folders
documented=$built/documented # what Tools/docs.sh makes: modules for guests, symbol graphs, archives
headers=(-I "$root/Sources/CSQLite" -I "$root/Sources/CXen" -I "$root/Sources/CChecksum"
    -Xcc "-fmodule-map-file=$debug/CBoot.build/module.modulemap"
    -Xcc "-fmodule-map-file=$debug/CScheduler.build/module.modulemap")
attributes=(-load-plugin-executable "$debug/OrmMacros-tool#OrmMacros")
on_host=("${headers[@]}" "${attributes[@]}" -I "$debug/Modules")
in_guests=("${headers[@]}" "${attributes[@]}" -I "$documented/modules" -target x86_64-unknown-linux-gnu
    -enable-experimental-feature Embedded -enable-experimental-feature Extern -wmo -parse-as-library)
