// SPDX-License-Identifier: MIT

/// The version of the generator and its runtime, which are released together.
public let generatorVersion = "0.1.0"
