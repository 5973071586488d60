// SPDX-License-Identifier: MIT

/// Who may see a declaration. Narrower levels (`private`, `fileprivate`) cannot be generated for.
public enum AccessLevel: String, Sendable, Hashable {
    case `internal`
    case package
    case `public`
}
