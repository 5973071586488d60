# Sourced after folders.sh: the modules as Package.swift has them, and what swiftc needs to import them, as a host has them
# and as guests have them.
# shellcheck shell=bash disable=SC2034,SC2154 # who sources this uses them; folders.sh has set the folders
manifest=$(swift package --package-path "$root" dump-package)

modules() { # module...: they and the modules in Swift that they are built on, each after all that it imports
    jq --raw-output '
        (.targets | map({ key: .name, value: . }) | from_entries) as $targets
        | def built_on: $targets[.].dependencies[].byName[0] | select($targets[.].type == "regular");
        def all: (built_on | all), .;
        reduce ($ARGS.positional[] | all) as $name ([]; if index([$name]) then . else . + [$name] end)
        | .[]' --args "$@" <<< "$manifest" |
        while read -r module; do
            if [ -n "$(find "$root/Sources/$module" -name '*.swift' -print -quit)" ]; then echo "$module"; fi
        done
}

settings() { # module: the options of the compiler that the manifest asks for
    jq --raw-output --arg name "$1" '
        .targets[] | select(.name == $name).settings[].kind
        | (.enableUpcomingFeature | select(.) | "-enable-upcoming-feature", ._0),
            (.strictMemorySafety | select(.) | "-strict-memory-safety")' \
        <<< "$manifest"
}

documented=$built/documented # what Tools/docs.sh makes: modules for guests, symbol graphs, archives
headers=(-I "$root/Sources/CSQLite" -I "$root/Sources/CXen" -I "$root/Sources/CChecksum"
    -Xcc "-fmodule-map-file=$debug/CBoot.build/module.modulemap"
    -Xcc "-fmodule-map-file=$debug/CScheduler.build/module.modulemap")
attributes=(-load-plugin-executable "$debug/OrmMacros-tool#OrmMacros")
on_host=("${headers[@]}" "${attributes[@]}" -I "$debug/Modules")
as_guest=("${attributes[@]}" -target x86_64-unknown-linux-gnu
    -enable-experimental-feature Embedded -enable-experimental-feature Extern -wmo -parse-as-library)
in_guests=("${headers[@]}" "${as_guest[@]}" -I "$documented/modules")

embedded() { # module, folder for what is compiled, options: compiles it as guests have it, but for a file called `without`
    local module=$1 folder=$2 sources options
    shift 2
    mapfile -t sources < <(find "$root/Sources/$module" -name '*.swift' ! -name "${without:-none}" | sort)
    mapfile -t options < <(settings "$module")
    swiftc "${headers[@]}" "${as_guest[@]}" "${options[@]}" -I "$folder" -swift-version 6 -package-name mirage \
        -module-name "$module" -emit-module -emit-module-path "$folder/$module.swiftmodule" "$@" "${sources[@]}"
}
