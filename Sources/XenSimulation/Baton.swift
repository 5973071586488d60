// SPDX-License-Identifier: MIT
// Passes control between threads: a semaphore whose value is at most one.
//
// SAFETY: the semaphore lives as long as its owner and is used by address only.

internal import Glibc

/// Blocks one thread until another passes the baton to it.
@safe final class Baton {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        unsafe sem_init(semaphore, 0, 0)
    }

    deinit {
        unsafe sem_destroy(semaphore)
        unsafe semaphore.deallocate()
    }

    func signal() {
        unsafe sem_post(semaphore)
    }

    func wait() {
        while unsafe sem_wait(semaphore) != 0 {}
    }
}
