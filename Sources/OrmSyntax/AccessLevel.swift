// SPDX-License-Identifier: MIT

/// The access level of a declaration. Code cannot be generated for `private` and `fileprivate`.
public enum AccessLevel: String, Sendable, Hashable {
    /// Visible in its own module: `internal`, or no modifier.
    case `internal`
    /// Visible in the modules of its package.
    case package
    /// Visible in every module that imports its own.
    case `public`
}

extension AccessLevel: Comparable {
    /// Orders from narrow to wide.
    public static func < (left: AccessLevel, right: AccessLevel) -> Bool {
        left.width < right.width
    }

    private var width: Int {
        switch self {
        case .internal: 0
        case .package: 1
        case .public: 2
        }
    }
}
