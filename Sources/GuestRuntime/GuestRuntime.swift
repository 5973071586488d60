// SPDX-License-Identifier: MIT
// The only place where kernel, storage and runtime meet.
#if hasFeature(Embedded)
@_exported public import Guest
@_exported public import OrmRuntime
#endif
