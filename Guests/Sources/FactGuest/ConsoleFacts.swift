// Console input: what is typed arrives as a line.
import Facts
import Guest
import _Concurrency

enum ConsoleFacts {
    static func proveAll() async {
        await prove("a line is read from the console", lineIsRead)
    }

    private static func lineIsRead(_ domain: Domain) async -> Verdict {
        await verdict { () async throws(Failure) in
            guard let console = Guest.console else { throw Failure(reason: "there is no console") }
            do throws(XenstoreError) {
                try await domain.xenstore().write("data/ready", "1")
            } catch {
                throw Failure(reason: "xenstore refused")
            }
            let deadline = domain.loop.now.advanced(byNanoseconds: 20_000_000_000)
            let line = await console.readLine(until: deadline)
            try require(line == Array("anil".utf8), "another line came, or none")
        }
    }
}
