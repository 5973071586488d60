// SPDX-License-Identifier: MIT
// The spelling of types in generated code: always qualified by a module selector (SE-0491). No
// declaration of the target can shadow one of the runtime or the standard library, whatever its
// name and place.
import OrmSyntax

struct SwiftTypes {
    /// The target's module.
    let module: String

    init(target: String) {
        module = escaped(swiftIdentifier(target))
    }

    /// Returns a type of the target: `Contacts::Library.Book`.
    func own(_ name: String) -> String { "\(module)::\(escapedPath(name))" }

    /// Returns the type of a field: `Swift::Int?`.
    func spelling(_ type: FieldType) -> String {
        switch type {
        case .scalar(.bytes): "[Swift::UInt8]"
        case .scalar(let scalar): "Swift::\(scalar.rawValue)"
        case .enumeration(let name), .group(let name): own(name)
        case .optional(let wrapped): spelling(wrapped) + "?"
        }
    }

    /// Like `spelling`, but followed by a static member, for which the short forms would need
    /// parentheses.
    func base(_ type: FieldType) -> String {
        switch type {
        case .scalar(.bytes): "Swift::Array<Swift::UInt8>"
        case .optional(let wrapped): "Swift::Optional<\(spelling(wrapped))>"
        default: spelling(type)
        }
    }
}

/// Returns a name of the runtime: `OrmRuntime::Match`.
func orm(_ name: String) -> String { "OrmRuntime::\(name)" }

/// Returns a module's protocol in a conformance list, where Swift 6.3 ignores module selectors.
func conformance(_ module: String, _ name: String) -> String { "\(module).\(name)" }

/// The `throws` clause of all generated code that uses a store.
let throwsStoreError = "throws(\(orm("StoreError")))"
