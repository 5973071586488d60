// SPDX-License-Identifier: MIT
// How one thread lets another go on: a semaphore that is up at most once.

internal import Glibc

/// Lets one thread wait until another says so.
@safe final class Turn {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() {
        sem_post(semaphore)
    }

    func wait() {
        while sem_wait(semaphore) != 0 {}
    }
}
