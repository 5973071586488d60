#!/usr/bin/env bash
# Goal: the reference is built without warnings, and every example in its catalogues compiles.
# Method: build it, cut each Swift block out of the catalogues, and typecheck it with the modules that were built for it.
# A block with @main or @Persist is a program. Any other is the body of a function, whose parameters and types are in
# docs/MODULE.swift. Examples of modules for guests are checked as Embedded Swift.
source "$(dirname "$0")/common.sh"
source "$root/Tools/modules.sh"
cd "$root"
example=$scratch/example

reference() {
    Tools/docs.sh > "$scratch/log" 2>&1 || { cat "$scratch/log" >&2; return 1; }
}

program() { # text, module: a program, or the declarations and statements of a script
    local name=main
    if [[ $1 == *@main* ]]; then name=Example; fi
    { echo "import $2" && printf '%s\n' "$1"; } > "$example/$name.swift"
}

body() { # text, module: the body of a function
    local given=Tests/EndToEnd/docs/$2.swift parameters='' async=''
    if [ -e "$given" ]; then
        cp "$given" "$example/Given.swift"
        parameters=$(sed -n 's|^// Parameters: ||p' "$given")
    fi
    if [[ $1 == *await* ]]; then async=async; fi
    {
        echo "import $2"
        grep '^import ' <<< "$1" || true
        echo "func example($parameters) $async throws {"
        grep -v '^import ' <<< "$1"
        echo "}"
    } > "$example/Example.swift"
}

options() { # module: those of the compiler
    case $1 in
        Guest | GuestRuntime) printf '%s\n' "${in_guests[@]}" ;;
        *) printf '%s\n' "${on_host[@]}" ;;
    esac
    [ -e "$example/main.swift" ] || echo -parse-as-library
}

compiles() { # module, number: the block of that number on the page
    local text flags
    text=$(block swift "$2")
    rm -rf "$example"
    mkdir "$example"
    case $text in
        *@main* | *@Persist*) program "$text" "$1" ;;
        *) body "$text" "$1" ;;
    esac
    if grep -q '@Persist' "$example"/*.swift; then
        "$generator" generate --module Example --output "$example" "$example"/*.swift || return 1
    fi
    mapfile -t flags < <(options "$1")
    swiftc -typecheck -swift-version 6 -module-name Example "${flags[@]}" "$example"/*.swift > "$scratch/log" 2>&1 \
        || { cat "$scratch/log" >&2; return 1; }
}

fact "the reference is built without warnings" reference
for catalogue in Sources/*/*.docc; do
    module=$(basename "$catalogue" .docc)
    fact "the site has $module" test -e ".build/docs/data/documentation/${module,,}.json"
done

built_or_stop build_generator
for catalogue in Sources/*/*.docc; do
    module=$(basename "$catalogue" .docc)
    fact "$module begins with an example" grep -q '^```swift$' "$catalogue/$module.md"
    for page in "$catalogue"/*.md; do
        count=$(grep -c '^```swift$' "$page" || true)
        for ((number = 1; number <= count; number++)); do
            fact "$module: example $number of $(basename "$page") compiles" compiles "$module" "$number"
        done
    done
done
page=$scratch/mistake.md
# shellcheck disable=SC2016 # a fence, no command
printf '```swift\nlet count: Int = ""\n```\n' > "$page"
fact "an example with a mistake does not compile" fails compiles BlockIO 1
