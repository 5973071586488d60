#!/usr/bin/env bash
# Goal: users can give fields, keys, cases, types and modules any name that Swift, its standard library or the runtime uses,
# in any target setting. Impossible names are refused at the declaration; otherwise generated code compiles.
# Method: compile types with all these names in each setting, with warnings as errors. Compile modules named like types that
# generated code uses. Run the lossless law on types with the names that are most difficult in SQL.
source "$(dirname "$0")/common.sh"
cd "$root"
unless_built build_generator
unless_built build "$root" --target OrmLaws
all_is_built
source "$root/Tools/modules.sh"

# The runtime's names are taken from its sources, so that a new one is among them.
{
    cat Fixtures/Names/{keywords,swift,sql,odd}.txt
    grep -rhoE '^ *(public|case) .*' Sources/OrmRuntime \
        | grep -oE '\b(func|var|let|struct|enum|protocol|class|typealias|macro|case) +`?[A-Za-z]+' \
        | awk '{ print $2 }' | tr -d '`'
} | grep -v '^orm' | sort -u > "$scratch/names"
names=$scratch/names

numbered() { # prefix: every name, with the number of the struct it goes to: SQLite takes a and A for the same
    awk -v prefix="$1" '{ print ++count[tolower($0)], prefix "`" $0 "`" }' "$names"
}

structs() { # name, first field, prefix of the others, type
    local number
    for number in $(numbered "" | cut -d' ' -f1 | sort -u); do
        echo "@Persist struct $1$number {"
        echo "    $2"
        numbered "$3 var " | grep "^$number " | cut -d' ' -f2- | sed "s/\$/: $4/"
        echo "}"
    done
}

fields() { # the source of a module in which everything but a type has one of the names
    echo "import OrmRuntime"
    structs Plain "@Key var theKey: Int" "" "Int"
    structs Indexed "@Key var theKey: Int" "@Unique" "Int?"
    structs Composed "@Key var theKey: Int" "@Key" "String"
    # shellcheck disable=SC2016 # backticks of Swift
    structs Keyless "var theOther: Int?" "" "String?" | grep -v '`id`'
    structs Embedded "var theOther: Bool = !true" "" "Double" | sed 's/@Persist/@Persist(.embedded)/'
    echo "@Persist enum Cases: String {"
    # Two are refused, since generated code declares them in every type; 'rawValue' and 'RawValue' are refused by Swift.
    # shellcheck disable=SC2016 # of Swift, too
    grep -vxE 'Where|ID|[Rr]awValue' "$names" | sed 's/.*/    case `&`/'
    echo "}"
    echo "@Persist struct Holder { @Key var key: Int; var cases: Cases; var maybe: Cases?; var one: Embedded1; var two: Embedded2? }"
}

types() { # the source of a module in which types have the names, as far as Swift lets it
    echo "import OrmRuntime"
    grep -xE '[A-Z][A-Za-z0-9]*' "$names" \
        | grep -vxE 'Any|Self|Type|Protocol|Where|ID|Swift|OrmRuntime|Persist|Unique|Index|Key' \
        | awk '!seen[tolower($0)]++' | while read -r name; do
            echo "@Persist struct $name {"
            echo "    @Key var key: Swift.Int; var text: Swift.String; var maybe: Swift.Optional<Swift.UInt8>"
            echo "}"
        done
}

module() { # name: the source of a small module with an entity, an enum and a nested struct, one of which is called the same
    cat << SWIFT
import OrmRuntime
@Persist enum Kind: Swift.String { case none, some, $1 }
@Persist(.embedded) struct Place { var city: Swift.String; var zip: Swift.Int? }
@Persist struct $1 { @Key(.generated) var id: Swift.Int = 0; var kind: Kind; var home: Place?; var maybe: Swift.Optional<Kind> }
@Persist(unique: [["home", "kind"]]) struct Other { var home: Place; var kind: Kind?; var text: Swift.Optional<Swift.String> }
SWIFT
}

compiled() { # folder, module, options: generates and compiles; an error is shown
    local folder=$1 module=$2
    shift 2
    rm -rf "$folder/generated"
    "$generator" generate "${laws[@]}" --module "$module" --output "$folder/generated" "$folder"/*.swift || return 1
    swiftc -module-name "$module" "$@" "${on_host[@]}" "$folder"/*.swift "$folder"/generated/*.swift > "$scratch/log" 2>&1 \
        || { cat "$scratch/log" >&2; return 1; }
}
laws=()

setting() { # sentence, folder with the names of fields, options...
    local sentence=$1 folder=$2
    shift 2
    fact "$sentence: names of fields, keys, cases" compiled "$folder" Fields -typecheck "$@"
    fact "$sentence: names of types" compiled "$scratch/types" Types -typecheck "$@"
}

mkdir "$scratch"/{all,swift,types}
fields > "$scratch/all/Names.swift"
types > "$scratch/types/Names.swift"
# A setting that changes no meaning of a name has those of the standard library only, since all take half a minute.
names=$scratch/names-swift
sort -u Fixtures/Names/swift.txt > "$names"
fields > "$scratch/swift/Names.swift"
setting "Swift 6" "$scratch/all" -warnings-as-errors -swift-version 6
setting "MainActor by default, Swift 5" "$scratch/swift" -warnings-as-errors -swift-version 5 -default-isolation MainActor
setting "MainActor by default, upcoming features" "$scratch/all" -warnings-as-errors -swift-version 6 -default-isolation MainActor \
    -strict-memory-safety -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
    -enable-upcoming-feature InternalImportsByDefault -enable-upcoming-feature NonisolatedNonsendingByDefault \
    -enable-upcoming-feature InferIsolatedConformances
# Swift warns of the import itself: the runtime is not built for library evolution.
setting "library evolution" "$scratch/swift" -swift-version 6 -enable-library-evolution

# A field that other files cannot set, with an initialiser that belongs to the target's actor.
mkdir "$scratch/sealed"
cat > "$scratch/sealed/Account.swift" << 'SWIFT'
import OrmRuntime
@Persist public struct Account: Sendable {
    @Key public let id: Int
    public private(set) var balance = 0
    public init(id: Int) { self.id = id }
}
SWIFT
for setting in "" "-default-isolation MainActor"; do
    # shellcheck disable=SC2086 # words
    fact "a setter that is private, $setting" compiled "$scratch/sealed" Sealed -typecheck -warnings-as-errors -swift-version 6 $setting
done

# A default of the main actor's, which Swift's memberwise initialiser evaluates.
mkdir "$scratch/isolated"
cat > "$scratch/isolated/Visit.swift" << 'SWIFT'
import OrmRuntime
func next() -> Int { 1 }
@Persist struct Visit {
    @Key var id: Int
    var number: Int = next()
}
SWIFT
fact "a computed default" compiled "$scratch/isolated" Isolated -typecheck -warnings-as-errors -swift-version 6
fact "a default of the main actor's is an error" fails compiled "$scratch/isolated" Isolated -typecheck -swift-version 6 \
    -default-isolation MainActor
fact "which is in no generated file" equal "" "$(grep -E 'generated/.*error:' "$scratch/log")"
fact "but at the type" contains "$(cat "$scratch/log")" "in expansion of macro 'Persist' on struct 'Visit' here"
fact "with the way out" contains "$(cat "$scratch/log")" "or declare an initialiser"

mkdir "$scratch/module"
for name in Match Table Store Row Result Index String Optional Int Error Predicate Example; do
    module "$name" > "$scratch/module/Types.swift"
    fact "a module and a type $name" compiled "$scratch/module" "$name" -typecheck -warnings-as-errors -swift-version 6
done

# The names that are no words for Swift or words of SQL, so that the program is built in seconds.
names=$scratch/hard
sort -u Fixtures/Names/{odd,sql}.txt > "$names"
mkdir "$scratch/run"
fields > "$scratch/run/Names.swift"
{
    echo "import OrmLaws"
    echo "import OrmRuntime"
    echo "@main struct Main { static func main() throws {"
    echo "let db = try Holder.open(\"names.db\")"
    grep -oE '^@Persist struct [A-Za-z0-9]+' "$scratch/run/Names.swift" | cut -d' ' -f3 \
        | sed 's/.*/try Laws.checkLossless(&.self, in: db, seed: 1, count: 100)/'
    echo "print(\"all came back\") } }"
} > "$scratch/run/Main.swift"
laws=(--laws)
objects=()
for module in $(modules OrmLaws); do objects+=("$debug/$module.build"/*.o); done
fact "types with hard names are built" compiled "$scratch/run" Fields -parse-as-library -o "$scratch/run/names" \
    -swift-version 6 "${objects[@]}" -lsqlite3
fact "their values come back as they went in" equal "all came back" "$(cd "$scratch/run" && ./names 2>&1)"
