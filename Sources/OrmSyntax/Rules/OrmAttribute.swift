// SPDX-License-Identifier: MIT
// The generator's attributes, recognised by name, since the reader sees only syntax.
import SwiftSyntax

/// An attribute that the runtime declares.
package enum OrmAttribute: String, Sendable, CaseIterable {
    case persist = "Persist"
    case key = "Key"
    case unique = "Unique"
    case index = "Index"

    /// The module that declares the attributes, for `@OrmRuntime.Persist`.
    package static let module = "OrmRuntime"

    /// The field attributes.
    package static let onFields: [OrmAttribute] = [.key, .unique, .index]

    /// The attribute as written in source.
    package var spelling: String { "@\(rawValue)" }

    package init?(_ attribute: AttributeSyntax) {
        guard case .named(let path) = TypeSpelling(attribute.attributeName), let name = path.last,
            path.count == 1 || path.dropLast() == [Self.module]
        else { return nil }
        self.init(rawValue: name)
        // Field attributes take no arguments but `.generated`: another library's `@Index("name")`
        // is not ours.
        if self != .persist, case .argumentList(let arguments) = attribute.arguments,
            !arguments.isEmpty, self != .key || attribute.keySource == nil
        {
            return nil
        }
    }
}

extension AttributeListSyntax {
    /// The attributes outside `#if`.
    var written: [AttributeSyntax] { compactMap { $0.as(AttributeSyntax.self) } }

    /// Returns every use of one of our attributes.
    package func all(_ attribute: OrmAttribute) -> [AttributeSyntax] {
        written.filter { OrmAttribute($0) == attribute }
    }
}
