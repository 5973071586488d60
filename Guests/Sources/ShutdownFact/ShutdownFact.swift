// The toolstack's request to power off: `xl shutdown`.
import FactGuest
import Facts

@main struct ShutdownFact {
    static func main() async {
        await prove("a shutdown is requested", shutdownIsRequested)
    }
}
