#!/usr/bin/env bash
# Goal: the documentation suffices to make an image, and the image is correct and boots.
# Method: extract the package from Documentation/GuestImages.md, build it with the plugin as the page says, inspect the
# file with third-party tools, boot it in QEMU, then make common mistakes.
source "$(dirname "$0")/common.sh"
page=$root/Documentation/GuestImages.md
package=$packages/guest/Outside
source=$package/Sources/Outside/Outside.swift
images=$package/.build/guests/Outside
mkdir -p "$package/Sources/Outside" "$package/Sources/Shelf"

guest() { # arguments: runs the plugin; its output goes to the log, its status is the answer
    (cd "$package" && swift package guest "$@") > "$scratch/log" 2>&1
}

boot() { # image: prints what the guest prints, then its exit status
    local status=0
    timeout 60 qemu-system-x86_64 -M q35 -accel tcg -cpu max -m 16 -display none -kernel "$1" \
        -debugcon stdio -device isa-debug-exit,iobase=0xf4,iosize=4 -no-reboot || status=$?
    echo "status $status"
}

block swift 1 | sed "s#path: \"../Mirage\"#path: \"$root\"#" > "$package/Package.swift"
block swift 2 > "$source"
fact "the page has a manifest and a program" test -s "$source"
guest --product Outside || { cat "$scratch/log"; exit 1; }
log=$(cat "$scratch/log")
fact "the last line names the image" contains "$(tail -n 1 "$scratch/log")" "$images/Outside.elf: "
fact "swift-syntax is not built for it" lacks "$log" "SwiftSyntax"
fact "nothing is warned of" lacks "$log" "warning: "

segments=$(readelf --wide --segments "$images/Outside.elf" | grep -E '^  (LOAD|NOTE)')
fact "Xen's note says where to start" contains \
    "$(readelf --wide --notes "$images/Outside.elf" 2>&1 | tr -s ' \t' ' ')" \
    "Xen 0x00000004 Unknown note type: (0x00000012)"
fact "nothing is writable and executable" lacks "$segments" "RWE"
fact "there are code, constants, data and symbols" equal "4" "$(grep -c LOAD <<< "$segments")"
fact "nothing but segments is in it" contains \
    "$(readelf --file-header "$images/Outside.elf" | tr -s ' ')" "Number of section headers: 0"
fact "the image has a symbol table" grep -q MSYM "$images/Outside.elf"
fact "the symbol table has readable names" grep -aq 'PageTables.fill(_:_:)' "$images/Outside.elf"
fact "the bare image has none" bash -c "! grep -q 'PageTables.fill' '$images/Outside.bare.elf'"
fact "the debugger's file has debug information" contains \
    "$(readelf --wide --sections "$images/Outside.debug.elf")" ".debug_info"
fact "the sizes name modules" grep -qE '^ +[0-9]+ .* Unikernel$' "$images/Outside.sizes.txt"
fact "the link map is the linker's" grep -q '__mirage_image_end' "$images/Outside.map"

for image in Outside.elf Outside.bare.elf; do
    fact "$image boots, prints its line and ends" equal "$(printf 'Hello from outside\nstatus 33')" \
        "$(boot "$images/$image")"
done

fact "it boots on real Xen, too" contains "$("$root/Tools/xenlab/boot" "$images/Outside.elf" 2>&1)" "Hello from outside"

# The flags that are used are the flags that are documented.
toolset=$(echo "$package"/.build/guests/sdk/*/toolset.json)
undocumented=$(grep -oE '^ +"[^"]+",?$' "$toolset" | tr -d '", ' \
    | sed "s#$(dirname "$toolset")#BUNDLE#; s#^-L/.*#-LARCHIVES#" | sort -u | while read -r option; do
        grep -qF -- "$option" "$root/Documentation/Linking.md" || echo "$option"
    done)
fact "Linking.md explains every flag" equal "" "$undocumented"

# Builds that follow.
touch -d '2001-01-01' "$toolset"
sed -i 's/Hello from outside/Hello again/' "$source"
guest || { cat "$scratch/log"; exit 1; }
fact "an SDK that would not change is left alone" equal "2001" "$(date -r "$toolset" +%Y)"
fact "a change of the program is in the image" contains "$(boot "$images/Outside.elf")" "Hello again"
guest --output "$scratch/images" --no-symbols || { cat "$scratch/log"; exit 1; }
fact "without symbols the image is the bare one" cmp "$scratch/images/Outside.elf" "$images/Outside.bare.elf"

page=$root/README.md
block swift 5 > "$source"
guest || { cat "$scratch/log"; exit 1; }
fact "the README's guest runs" contains "$(boot "$images/Outside.elf")" "3 s without an operating system"

cat > "$source" << 'SWIFT'
import Guest

@inline(never) func element(_ list: [Int], _ index: Int) -> Int { list[index] }

@main
struct Outside {
    static func main() { print("\(element([1, 2], 7))") }
}
SWIFT
guest || { cat "$scratch/log"; exit 1; }
crash=$(boot "$images/Outside.elf")
fact "a crash names the function it was in" contains "$crash" " element(_:_:) + "
fact "a crash names the functions that called it" contains "$crash" " main + "
fact "a crash has an exit status of its own" contains "$crash" "status 35"

# Mistakes.
mistake() { # sentence, part of the message, arguments
    local sentence=$1 part=$2 status=0
    shift 2
    guest "$@" || status=$?
    fact "$sentence is a failure" equal 1 "$status"
    fact "$sentence is explained" contains "$(cat "$scratch/log")" "$part"
}

mistake "an unknown product" "there is no product 'Inside'; the executable products are: 'Outside'" --product Inside
mistake "an unknown option" "'--fast' is not understood" --fast
mistake "a missing folder of headers" "install Xen's headers" --xen-headers "$scratch/none"

cat > "$source" << 'SWIFT'
@_extern(c, "getenv") func getenv(_ name: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>?

@main
struct Outside {
    static func main() { print(getenv([0]) == nil ? "none" : "some") }
}
SWIFT
mistake "a C function that guests do not have" "note: 'getenv' is a C function that guests do not have"
fact "the linker's own words are shown" contains "$(cat "$scratch/log")" "undefined symbol: getenv"

printf 'import Guest\n\n@main\nstruct Outside {\n    static func main() { let x: Int = "" }\n}\n' > "$source"
mistake "an error in the program" "Outside.swift:5:39: error: cannot convert value of type 'String'"
fact "there is no image of a program that was not built" \
    test ! -e "$package/.build/x86_64-xen-linux-gnu/debug/Outside"

sed -i 's#\.executableTarget(#.target(name: "Shelf"), .executableTarget(#
    s#name: "Outside",$#name: "Outside", products: [.library(name: "Shelf", targets: ["Shelf"])],#' \
    "$package/Package.swift"
echo 'public func shelf() {}' > "$package/Sources/Shelf/Shelf.swift"
mistake "a library" "product 'Shelf' is not executable" --product Shelf
