// SPDX-License-Identifier: MIT

/// The version of the generator and of the runtime it writes for; both are released together.
public let generatorVersion = "0.1.0"
