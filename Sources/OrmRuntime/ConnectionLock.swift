// SPDX-License-Identifier: MIT
// The lock around a connection. On the host it is a POSIX mutex that knows its owner, so that a closure
// which holds the store's transaction and calls the store gets an error and not a deadlock. A guest
// runs one thing at a time: there the lock only keeps the error.
#if canImport(Glibc)
import Glibc
#endif

@safe final class ConnectionLock {
    #if hasFeature(Embedded)
    private var isLocked = false
    #else
    // Allocated because a mutex must not move.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    #endif

    init() {
        #if !hasFeature(Embedded)
        var attributes = pthread_mutexattr_t()
        // SAFETY: the attributes live until destroyed below; the mutex is allocated and ours.
        unsafe pthread_mutexattr_init(&attributes)
        unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
        let code = unsafe pthread_mutex_init(mutex, &attributes)
        precondition(code == 0, "pthread_mutex_init failed")
        unsafe pthread_mutexattr_destroy(&attributes)
        #endif
    }

    deinit {
        #if !hasFeature(Embedded)
        // SAFETY: nobody can hold the lock any more, the last reference is going.
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
        #endif
    }

    /// Waits for the lock; fails when the caller holds it already.
    func acquire() throws(StoreError) {
        #if hasFeature(Embedded)
        if isLocked { throw .nestedUse }
        isLocked = true
        #else
        // SAFETY: the mutex is initialised.
        let code = unsafe pthread_mutex_lock(mutex)
        if code == EDEADLK { throw .nestedUse }
        precondition(code == 0, "pthread_mutex_lock failed")
        #endif
    }

    func release() {
        #if hasFeature(Embedded)
        isLocked = false
        #else
        // SAFETY: the mutex is initialised and, by I1 of ConnectionAccess, ours.
        let code = unsafe pthread_mutex_unlock(mutex)
        precondition(code == 0, "pthread_mutex_unlock failed")
        #endif
    }
}
