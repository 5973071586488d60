// Xenstore: values, errors, watches, transactions, and the toolstack's requests.
import Unikernel
import _Concurrency

/// Turns xenstore's errors into a fact that does not hold.
func attempt<Result>(
    _ reason: StaticString, _ body: () async throws(XenstoreError) -> Result
) async throws(Failure) -> Result {
    do throws(XenstoreError) {
        return try await body()
    } catch {
        throw Failure(reason: reason)
    }
}

private func store(of domain: Domain) throws(Failure) -> Xenstore {
    do throws(XenstoreError) {
        return try domain.xenstore()
    } catch {
        throw Failure(reason: "there is no xenstore")
    }
}

/// What was written is read, listed and removed; what is not there is an error that says so.
public func valuesAreKept(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        try await attempt("writing failed") { () async throws(XenstoreError) in
            try await store.write("data/fact/a", "one")
            try await store.write("data/fact/b", 2)
        }
        let number = try await attempt("reading failed") { () async throws(XenstoreError) in
            try await store.readUInt64("data/fact/b")
        }
        let bytes = try await attempt("reading failed") { () async throws(XenstoreError) in
            try await store.read("data/fact/a")
        }
        let names = try await attempt("listing failed") { () async throws(XenstoreError) in
            try await store.directory("data/fact")
        }
        try require(number == 2 && bytes == [0x6f, 0x6e, 0x65], "a value changed")
        try require(names.count == 2, "the directory does not list both")
        try await attempt("removing failed") { () async throws(XenstoreError) in
            try await store.remove("data/fact")
        }
        try require(
            await isMissing("data/fact/a", store),
            "a removed value is there, or its error is another")
    }
}

private func isMissing(_ path: String, _ store: Xenstore) async -> Bool {
    do throws(XenstoreError) {
        _ = try await store.read(path)
        return false
    } catch {
        return error.isMissing
    }
}

/// A watch fires at once and then for each change below its path.
public func watchesFire(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        let watch = try await attempt("watching failed") { () async throws(XenstoreError) in
            try await store.watch("data/watched")
        }
        defer { watch.cancel() }
        let deadline = domain.loop.now.advanced(byNanoseconds: 10_000_000_000)
        let first = try await attempt("waiting failed") { () async throws(XenstoreError) in
            try await watch.next(until: deadline)
        }
        try await attempt("writing failed") { () async throws(XenstoreError) in
            try await store.write("data/watched/deep", "x")
        }
        let second = try await attempt("waiting failed") { () async throws(XenstoreError) in
            try await watch.next(until: deadline)
        }
        try await attempt("removing failed") { () async throws(XenstoreError) in
            try await store.remove("data/watched")
        }
        try require(first != nil && second != nil, "a watch did not fire")
    }
}

/// A transaction that something else got in the way of is tried again, and then sees what that did.
public func transactionsRetry(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        try await attempt("writing failed") { () async throws(XenstoreError) in
            try await store.write("data/sum", 1)
        }
        var attempts = 0
        try await attempt("the transaction failed") { () async throws(XenstoreError) in
            try await store.transaction { transaction async throws(XenstoreError) in
                attempts += 1
                let sum = try await transaction.readUInt64("data/sum")
                if attempts == 1 { try await store.write("data/sum", 10) }
                try await transaction.write("data/sum", sum + 1)
            }
        }
        let sum = try await attempt("reading failed") { () async throws(XenstoreError) in
            try await store.readUInt64("data/sum")
        }
        try await attempt("removing failed") { () async throws(XenstoreError) in
            try await store.remove("data/sum")
        }
        try require(attempts == 2, "a conflict did not lead to a second try")
        try require(sum == 11, "an update was lost")
    }
}

/// The toolstack's request to power off arrives as an event.
public func shutdownIsRequested(_ domain: Domain) async -> Verdict {
    await verdict { () async throws(Failure) in
        let store = try store(of: domain)
        let request = try await attempt("listening for requests failed") {
            () async throws(XenstoreError) in
            let requests = try await ShutdownRequests(on: store)
            defer { requests.stop() }
            try await store.write("data/ready", "1")
            return try await requests.next()
        }
        try require(request == .powerOff, "another request came")
    }
}
