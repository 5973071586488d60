// SPDX-License-Identifier: MIT
// The page size of processors, grants and disk blocks.

/// Bytes in a page, on x86-64.
public let pageSize = 4096
