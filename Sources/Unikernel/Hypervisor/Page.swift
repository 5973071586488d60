// SPDX-License-Identifier: MIT
// The unit that processors map, hypervisors grant and disks are written in.

/// Bytes in a page, on x86-64.
public let pageSize = 4096
