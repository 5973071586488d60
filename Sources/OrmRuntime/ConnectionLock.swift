// SPDX-License-Identifier: MIT
// The lock around a connection. On the host it is an error-checking POSIX mutex: a closure that
// holds the store's transaction and calls the store gets an error instead of a deadlock. A guest
// has one thread, so the lock only detects that error.
#if canImport(Glibc)
import Glibc
#endif

@safe final class ConnectionLock {
    #if hasFeature(Embedded)
    private var isLocked = false
    #else
    // Allocated, because a mutex must not move.
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
        // SAFETY: no one holds the lock, since this is the last reference.
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
        #endif
    }

    /// Waits for the lock. Throws if the caller already holds it.
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
