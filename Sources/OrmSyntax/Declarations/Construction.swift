// SPDX-License-Identifier: MIT
// How generated code constructs a value of a struct. The generator calls what this names, and
// `@Persist` adds what of it the struct lacks.

/// How a value of a struct is constructed from its fields.
public enum Construction: Sendable, Hashable {
    /// By setting each field, whatever initialisers the struct declares.
    case assignment
    /// By Swift's memberwise initialiser.
    case memberwise
    /// By Swift's memberwise initialiser, called by the function that `@Persist` adds:
    /// `ormMemberwise(_:…)`.
    case memberwiseInType
    /// By the initialiser that `@Persist` adds to the struct: `init(ormFields:_:…)`.
    case added
}

extension EntityDeclaration {
    /// How to construct a value. By default each field is set, so that no initialiser of the user's
    /// can change a value. A field that other files cannot set needs an initialiser. Swift's
    /// memberwise initialiser avoids evaluating computed defaults that would be replaced. If such a
    /// default belongs to an actor, so does that initialiser; calling it in the type's body makes
    /// the error appear at the type.
    package var construction: Construction {
        let hasHiddenSetter = fields.contains(where: \.isSetterHidden)
        return switch initialiser {
        case .written: hasHiddenSetter ? .added : .assignment
        case .memberwise where fields.contains(where: \.hasComputedDefault): .memberwiseInType
        case .memberwise: hasHiddenSetter ? .memberwise : .assignment
        }
    }
}
