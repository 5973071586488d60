// SPDX-License-Identifier: MIT
// Types as generated code names them: always with their module, by a module selector (SE-0491). So nothing that the
// target declares is taken for one of the runtime's or the standard library's, whatever it is called and wherever it is.
import OrmSyntax

struct SwiftTypes {
    /// The target's module.
    let module: String

    init(target: String) {
        module = escaped(swiftIdentifier(target))
    }

    /// A type of the target's: `Contacts::Library.Book`.
    func own(_ name: String) -> String { "\(module)::\(escapedPath(name))" }

    /// The type of a field: `Swift::Int?`.
    func spelling(_ type: FieldType) -> String {
        switch type {
        case .scalar(.bytes): "[Swift::UInt8]"
        case .scalar(let scalar): "Swift::\(scalar.rawValue)"
        case .enumeration(let name), .group(let name): own(name)
        case .optional(let wrapped): spelling(wrapped) + "?"
        }
    }

    /// The same where a static member follows, for which the short forms would need brackets.
    func base(_ type: FieldType) -> String {
        switch type {
        case .scalar(.bytes): "Swift::Array<Swift::UInt8>"
        case .optional(let wrapped): "Swift::Optional<\(spelling(wrapped))>"
        default: spelling(type)
        }
    }
}

/// A name of the runtime's: `OrmRuntime::Match`.
func orm(_ name: String) -> String { "OrmRuntime::\(name)" }

/// A protocol of a module's in the list of what a type conforms to, where Swift 6.3 does not look at a module selector.
func conformance(_ module: String, _ name: String) -> String { "\(module).\(name)" }

/// The error of everything that generated code does with a store.
let throwsStoreError = "throws(\(orm("StoreError")))"
