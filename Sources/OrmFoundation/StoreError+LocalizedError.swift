// SPDX-License-Identifier: MIT
// What Foundation says of an error is what the error says. OrmRuntime does without Foundation, so this is a module of its own;
// linking it is enough, as Foundation looks for the conformance at run time.
public import Foundation
public import OrmRuntime

extension StoreError: LocalizedError {
    /// The error's `description`, which `localizedDescription` returns; never nil.
    public var errorDescription: String? { description }
}
