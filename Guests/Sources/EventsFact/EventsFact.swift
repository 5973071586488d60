// Event channels.
import FactGuest
import Facts

@main struct EventsFact {
    static func main() async {
        await prove("events arrive", eventsArrive)
        await prove("waits end at their deadline", waitsEnd)
    }
}
